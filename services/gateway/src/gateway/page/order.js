// The form that orders a film: reads files, sends once however often it is clicked, shows each fault at its field.

import * as api from "./api.js";

const form = document.querySelector("#order");
const text = form.elements.text;
const url = form.elements.url;
const button = form.querySelector("button[type=submit]");
const LARGEST = 2 * 1024 * 1024;
let key = crypto.randomUUID();

export async function fillStyles() {
  const { styles } = await api.styles();
  const options = styles.map((style) => Object.assign(new Option(style.name, style.id), { title: style.description }));
  form.elements.style.replaceChildren(...options);
}

export function onOrdered(show) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearFaults();
    button.disabled = true;
    try {
      const film = await api.order(wanted(), key);
      key = crypto.randomUUID();
      text.value = "";
      url.value = "";
      show(film.id);
    } catch (refused) {
      if (refused.status !== 0) key = crypto.randomUUID();
      showFaults(refused);
    } finally {
      button.disabled = false;
    }
  });
}

export function propose(idea) {
  text.value = idea;
  text.focus();
}

function wanted() {
  const body = { ratio: form.elements.ratio.value, style: form.elements.style.value, seed: Number(form.elements.seed.value) };
  if (form.elements.stop_at.value !== "film") body.stop_at = form.elements.stop_at.value;
  for (const name of ["resolution", "codec", "subtitles", "transition", "fps", "failover"]) {
    const field = form.elements[name];
    const usual = [...field.options].find((option) => option.defaultSelected)?.value;
    if (field.value !== usual) body[name] = name === "fps" ? Number(field.value) : field.value;
  }
  if (form.elements.duration.value) body.duration = form.elements.duration.value;
  if (url.value.trim()) body.url = url.value.trim();
  if (text.value.trim() || !body.url) body.text = text.value;
  return body;
}

function clearFaults() {
  for (const place of form.querySelectorAll(".error")) place.textContent = "";
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function showFaults(refused) {
  const placed = refused.details.filter(({ field, message }) => showFault(field, message));
  if (!placed.length) form.querySelector("#order-error").textContent = refused.message;
  form.querySelector("[aria-invalid]")?.focus();
}

function showFault(field, message) {
  const place = field && form.querySelector(`#${CSS.escape(field)}-error`);
  if (!place) return false;
  place.textContent = message;
  if (place.closest("details")) place.closest("details").open = true;
  form.elements[field].setAttribute("aria-invalid", "true");
  return true;
}

async function take(file) {
  clearFaults();
  if (file.size > LARGEST) return showFault("text", `${file.name} is larger than 2 MB. Split the screenplay.`);
  try {
    text.value = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    form.elements.duration.value = "";
  } catch {
    showFault("text", `${file.name} is not UTF-8 text.`);
  }
}

form.querySelector("#file").addEventListener("change", (event) => event.target.files[0] && take(event.target.files[0]));
form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dropping"); });
form.addEventListener("dragleave", () => form.classList.remove("dropping"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("dropping");
  if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
});
