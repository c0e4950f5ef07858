// The owner's side: prices read back in words, photos made smaller before they travel, a bell for new orders.
const ENGLISH = document.documentElement.lang === "en";
const ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(" ");
const STEPS = [[1e15, "kuadriliun"], [1e12, "triliun"], [1e9, "miliar"], [1e6, "juta"], [1e3, "ribu"]];
const MULTIPLES = { rb: 1e3, ribu: 1e3, k: 1e3, jt: 1e6, juta: 1e6, m: 1e9, miliar: 1e9 };

function words(n) {
  const rest = (said, left) => (left ? `${said} ${words(left)}` : said);
  if (n < 12) return ONES[n];
  if (n < 20) return `${ONES[n - 10]} belas`;
  if (n < 100) return rest(`${ONES[Math.floor(n / 10)]} puluh`, n % 10);
  if (n < 200) return rest("seratus", n - 100);
  if (n < 1000) return rest(`${ONES[Math.floor(n / 100)]} ratus`, n % 100);
  if (n < 2000) return rest("seribu", n - 1000);
  const [size, name] = STEPS.find(([step]) => n >= step);
  return rest(`${words(Math.floor(n / size))} ${name}`, n % size);
}

// As kit/money.py reads it; the server has the last word.
const GROUPED = /^(?:\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]00)?|\d{4,}(?:[.,]00)?|\d+)$/;
function amount(text) {
  const found = text.trim().toLowerCase().match(/^(?:(?:rp|idr)\.?)?\s*([\d.,\s]+?)\s*(rb|ribu|k|jt|juta|m|miliar)?\s*(?:,-)?$/);
  if (!found) return null;
  const digits = found[1].replaceAll(" ", "");
  if (!found[2] && !GROUPED.test(digits)) return null;
  const value = found[2] ? Number(digits.replace(",", ".")) * MULTIPLES[found[2]] : Number(digits.replace(/[.,]00$/, "").replace(/[.,]/g, ""));
  return Number.isFinite(value) && value <= 1e15 ? Math.round(value) : null;
}

function readBack(input) {
  const said = input.closest(".field, form")?.querySelector(`output[for="${input.id}"]`);
  if (!said) return;
  const value = input.value ? amount(input.value) : null;
  input.dataset.rupiah = value ?? "";
  const shown = value === null ? "" : `Rp${value.toLocaleString("id-ID")}`;
  const spoken = value === null || ENGLISH ? "" : `${words(value)} rupiah`;
  said.textContent = spoken ? `${shown} · ${spoken[0].toUpperCase()}${spoken.slice(1)}` : shown;
}
const eachMoney = (root) => root.querySelectorAll("[data-money]").forEach(readBack);
document.addEventListener("input", ({ target }) => target.matches("[data-money]") && readBack(target));
document.addEventListener("htmx:after:swap", () => eachMoney(document));
eachMoney(document);

// A photo is shown at once and sent at most 1600 pixels wide: kinder to a patchy line.
const MOST = 1600;
document.addEventListener("change", async ({ target }) => {
  if (!target.matches("[data-photo]") || !target.files[0]) return;
  const box = target.closest(".photo-input");
  const file = target.files[0];
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, MOST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.86));
    show(box, smaller ?? file);
    if (smaller && smaller.size < file.size) {
      const carrier = new DataTransfer();
      carrier.items.add(new File([smaller], "foto.jpg", { type: "image/jpeg" }));
      target.files = carrier.files;
    }
  } catch {
    show(box, null, file.name);
  }
});
function show(box, blob, name = "") {
  box.querySelector("img")?.remove();
  box.querySelector(".icon")?.toggleAttribute("hidden", Boolean(blob));
  if (blob) box.prepend(Object.assign(document.createElement("img"), { src: URL.createObjectURL(blob), alt: "" }));
  if (name) box.querySelector("[data-photo-text]").textContent = name;
}

// Two notes of a ship's bell when the number in [data-bell] grows; `data-say` is spoken where the phone can.
let heard = Number(document.querySelector("[data-bell]")?.dataset.bell ?? 0);
document.addEventListener("htmx:after:swap", () => {
  const bell = document.querySelector("[data-bell]");
  const now = Number(bell?.dataset.bell ?? heard);
  if (now > heard) ring(bell.dataset.say);
  heard = now;
});
let sound;
document.addEventListener("pointerdown", () => (sound ??= new AudioContext()), { once: true });
function ring(text) {
  if (sound) {
    [880, 1318].forEach((pitch, i) => {
      const at = sound.currentTime + i * 0.18;
      const tone = sound.createOscillator(), volume = sound.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.4, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
      tone.connect(volume).connect(sound.destination);
      tone.start(at);
      tone.stop(at + 0.9);
    });
  }
  navigator.vibrate?.([120, 60, 120]);
  if (text && window.speechSynthesis) speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang: ENGLISH ? "en" : "id-ID" }));
}
