// A tap on a product adds one; the total follows, and the goods narrow while one looks. Nothing here waits for the network.
const form = document.querySelector("[data-counter]");
const total = form.querySelector("[data-total]");
const quoted = form.querySelector("[data-quoted]");
const off = form.querySelector("[data-off]");
const free = form.querySelector("[data-free]");
const goods = [...form.querySelectorAll("[data-good]")];
const shown = new Intl.NumberFormat("id-ID");

function add() {
  let sum = Number(free.dataset.rupiah) || 0; // owner.js has read it
  const bundles = {};
  for (const good of goods) {
    const pieces = Math.trunc(Number(good.querySelector("input").value)) || 0;
    good.querySelector("[data-less]").hidden = !pieces;
    sum += pieces * Number(good.dataset.price);
    if (good.dataset.bundle && pieces > 0) (bundles[good.dataset.bundle] ??= []).push([Number(good.dataset.price), pieces]);
  }
  for (const [bundle, priced] of Object.entries(bundles)) sum -= freeOf(priced, ...bundle.split(" ").slice(1).map(Number));
  sum = Math.max(0, sum - (Number(off?.dataset.rupiah) || 0));
  quoted?.remove();
  total.textContent = `Rp${shown.format(sum)}`;
}

// The dearest first, in groups of `buy`: of each full group all but the first `pay` are free. The server says it finally.
function freeOf(priced, buy, pay) {
  const among = (pieces) => Math.floor(pieces / buy) * (buy - pay) + Math.max(0, (pieces % buy) - pay);
  const full = Math.floor(priced.reduce((sum, [, pieces]) => sum + pieces, 0) / buy) * buy;
  let seen = 0;
  let worth = 0;
  for (const [price, pieces] of priced.sort(([a], [b]) => b - a)) {
    worth += price * (among(Math.min(seen + pieces, full)) - among(Math.min(seen, full)));
    seen += pieces;
  }
  return worth;
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
addEventListener("pageshow", () => quoted?.isConnected || add()); // the server has said it, voucher and all
