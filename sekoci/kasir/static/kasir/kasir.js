// A tap on a product adds one; the total follows. Nothing here waits for the network.
const form = document.querySelector("[data-counter]");
const total = form.querySelector("[data-total]");
const MULTIPLES = { rb: 1e3, ribu: 1e3, k: 1e3, jt: 1e6, juta: 1e6 };
const shown = new Intl.NumberFormat("id-ID");

function free(text) {
  const found = text.trim().toLowerCase().match(/^(?:rp)?\.?\s*([\d.,\s]+?)\s*(rb|ribu|k|jt|juta)?$/);
  if (!found) return 0;
  const digits = found[1].replaceAll(" ", "");
  return found[2] ? Number(digits.replace(",", ".")) * MULTIPLES[found[2]] : Number(digits.replace(/[.,]/g, ""));
}

function add() {
  let sum = free(form.querySelector("[data-free]").value) || 0;
  for (const good of form.querySelectorAll("[data-good]")) {
    const pieces = Number(good.querySelector("input").value) || 0;
    good.toggleAttribute("data-chosen", pieces > 0);
    sum += pieces * Number(good.dataset.price);
  }
  total.textContent = `Rp${shown.format(sum)}`;
}

form.addEventListener("click", (event) => {
  const label = event.target.closest("[data-good] label");
  if (!label) return;
  event.preventDefault();
  const input = label.parentElement.querySelector("input");
  input.value = (Number(input.value) || 0) + 1;
  add();
});
form.addEventListener("input", add);
add();
