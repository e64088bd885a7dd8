// The page's entry: shows the film that the address names, and says what to do when nobody is logged in.

import * as film from "./film.js";
import * as keys from "./keys.js";
import * as list from "./list.js";
import * as order from "./order.js";

const notice = document.querySelector("#notice");

function tell(refused) {
  notice.hidden = false;
  notice.textContent = refused.status === 401 ? "You are not logged in. Open the link that `sagareel page` (or `make up`) prints." : refused.message;
}

async function route() {
  const id = location.hash.match(/^#\/films\/([0-9a-f-]+)$/)?.[1];
  notice.hidden = true;
  document.body.classList.toggle("watching", Boolean(id));
  document.querySelector("#welcome").hidden = Boolean(id);
  list.mark(id);
  try {
    if (id) await film.open(id);
    else film.close();
  } catch (refused) {
    tell(refused);
  }
  list.mark(id);
}

order.onOrdered((id) => {
  location.hash = `#/films/${id}`;
  document.querySelector("#main").focus();
});
document.querySelector("#examples").addEventListener("click", (event) => {
  if (event.target instanceof HTMLButtonElement) order.propose(event.target.textContent);
});
window.addEventListener("hashchange", route);

try {
  await Promise.all([order.fillStyles(), list.load(), keys.load()]);
  await route();
} catch (refused) {
  tell(refused);
}
