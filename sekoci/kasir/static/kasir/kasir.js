// A tap on a product adds one; the total follows. Nothing here waits for the network.
const form = document.querySelector("[data-counter]");
const total = form.querySelector("[data-total]");
const shown = new Intl.NumberFormat("id-ID");

function add() {
  let sum = Number(form.querySelector("[data-free]").dataset.rupiah) || 0; // owner.js has read it
  for (const good of form.querySelectorAll("[data-good]")) {
    const pieces = Number(good.querySelector("input").value) || 0;
    good.toggleAttribute("data-chosen", pieces > 0);
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
document.addEventListener("input", add);
add();
