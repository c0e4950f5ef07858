// What every page does a little better with JavaScript. Nothing here is needed to buy or to sell.
const on = (kind, selector, act) =>
  document.addEventListener(kind, (event) => {
    const found = event.target instanceof Element && event.target.closest(selector);
    if (found) act(found, event);
  });

export function toast(text) {
  const line = document.createElement("div");
  line.className = "toast";
  line.textContent = text;
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), 4500);
}

// HTMX: Django's CSRF token on everything that changes something; a word when there is no signal.
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/);
  if (token && ctx.request.method !== "GET") ctx.request.headers["X-CSRFToken"] = token[1];
});
document.addEventListener("htmx:error", ({ target, detail: { error } }) => {
  if (error instanceof TypeError && !target.matches("[hx-trigger*=every]")) toast(document.body.dataset.offline);
});
document.addEventListener("toast", ({ detail }) => toast(detail.value ?? detail));

// A form is sent once, however often the button is tapped.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || [...form.attributes].some((a) => a.name.startsWith("hx-"))) return;
  if (form.ariaBusy === "true") event.preventDefault();
  form.ariaBusy = "true";
});
addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy")));

// The first wrong field is shown whole, with what is wrong with it, clear of the bars.
const wrong = document.querySelector("[aria-invalid=true]");
wrong?.focus({ preventScroll: true });
(wrong?.closest(".field") ?? wrong)?.scrollIntoView({ block: "center" });

// What is chosen in a row that scrolls sideways is in sight.
document.querySelectorAll(":is(.pills, .tabs) [aria-current]").forEach((chosen) => {
  const row = chosen.parentElement;
  row.scrollLeft += chosen.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - chosen.offsetWidth) / 2;
});

// A product of several kinds shows the price of the one that is chosen.
function followPrice(kind) {
  document.querySelector(`[data-price-of="${kind.name}"]`).textContent = kind.dataset.price;
}
on("change", "[type=radio][data-price]", followPrice);
addEventListener("pageshow", () => document.querySelectorAll("[data-price]:checked").forEach(followPrice));

on("click", "[data-open]", (button, event) => {
  const dialog = document.querySelector(button.dataset.open);
  if (dialog) event.preventDefault(), dialog.showModal();
});
on("click", "[data-close]", (button) => button.closest("dialog").close());
on("click", "dialog", (dialog, event) => event.target === dialog && dialog.close());

on("click", "[data-step]", (button) => {
  const input = button.parentElement.querySelector("input");
  const wanted = (Number(input.value) || 0) + Number(button.dataset.step);
  input.value = Math.max(Number(input.min || 0), Math.min(Number(input.max || 1e6), wanted));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  toast(document.body.dataset.copied);
}
on("click", "[data-copy]", (button) => copy(button.dataset.copy));
on("click", "[data-share]", (button) => {
  const { share: url, title } = button.dataset;
  if (navigator.share) navigator.share({ url, title }).catch(() => {});
  else copy(url);
});
on("click", "[data-print]", () => print());
on("change", "form[data-auto] :is(select, [type=checkbox], [type=radio], [type=date], [type=number])", (field) => field.form.requestSubmit());
