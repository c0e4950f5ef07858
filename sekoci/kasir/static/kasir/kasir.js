// A tap on a product adds one; the total follows, and the goods narrow while one looks. Nothing here waits for the network.
const form = document.querySelector("[data-counter]");
const total = form.querySelector("[data-total]");
const free = form.querySelector("[data-free]");
const goods = [...form.querySelectorAll("[data-good]")];
const shown = new Intl.NumberFormat("id-ID");

function add() {
  let sum = Number(free.dataset.rupiah) || 0; // owner.js has read it
  for (const good of goods) {
    const pieces = Math.trunc(Number(good.querySelector("input").value)) || 0;
    good.querySelector("[data-less]").hidden = !pieces;
    sum += pieces * Number(good.dataset.price);
  }
  total.textContent = `Rp${shown.format(sum)}`;
}

form.addEventListener("click", (event) => {
  const tapped = event.target.closest("[data-good] label, [data-less]");
  if (!tapped) return;
  event.preventDefault();
  const input = tapped.closest("[data-good]").querySelector("input");
  input.value = Math.max(0, (Number(input.value) || 0) + (tapped.matches("[data-less]") ? -1 : 1)) || "";
  add();
});
form.querySelector("[data-find]").addEventListener("input", ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/);
  for (const good of goods) {
    const name = good.querySelector(".strong").textContent.toLowerCase();
    good.hidden = !good.querySelector("input").value && !words.every((word) => name.includes(word));
  }
});
form.querySelector("details").addEventListener("toggle", ({ target }) => {
  if (target.open && target.contains(document.activeElement)) free.focus();
});
document.addEventListener("input", add);
addEventListener("pageshow", add);
