// The settings for keys of one's own at vendors: set, listed without being shown, removed. A key is in its field only until it is sent.

import * as api from "./api.js";

const box = document.querySelector("#keys");
const form = document.querySelector("#key-form");
const list = document.querySelector("#key-list");
const fault = document.querySelector("#key-error");

async function show() {
  const { keys, vendors } = await api.keys();
  box.hidden = vendors.length === 0;
  const chosen = form.elements.vendor.value;
  form.elements.vendor.replaceChildren(...vendors.map((vendor) => new Option(vendor, vendor)));
  if (chosen) form.elements.vendor.value = chosen;
  list.replaceChildren(...keys.map(row));
}

function row({ vendor, fingerprint, set_at }) {
  const item = document.createElement("li");
  const told = document.createElement("span");
  told.textContent = `${vendor}, fingerprint ${fingerprint}, since ${new Date(set_at).toLocaleDateString()}`;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = "Remove";
  remove.setAttribute("aria-label", `Remove the key for ${vendor}`);
  remove.addEventListener("click", () => done(remove, () => api.removeKey(vendor)));
  item.append(told, remove);
  return item;
}

async function done(button, ask) {
  fault.textContent = "";
  button.disabled = true;
  try {
    await ask();
    await show();
  } catch (refused) {
    fault.textContent = refused.message;
  } finally {
    button.disabled = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const key = form.elements.key.value.trim();
  form.elements.key.value = "";
  done(form.querySelector("button"), () => api.setKey(form.elements.vendor.value, key));
});

// Films are shown and ordered also where keys cannot be read at the moment.
export const load = () => show().catch(() => { box.hidden = true; });
