// Hands the page's form to allauth's own script; says so where the browser knows no passkeys, or the person turned back.
const form = document.querySelector("form[data-passkey]");
const ids = { data: "kunci-data", credential: "id_credential", signup: "kunci-tombol", authenticate: "kunci-tombol" };
const say = (which) => form.querySelectorAll("[data-say]").forEach((line) => { line.hidden = line.dataset.say !== which; });
if (form && !window.PublicKeyCredential) say("none");
else if (form) {
  document.addEventListener("allauth.error", (event) => { event.preventDefault(); say("again"); });
  window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
  form.querySelector("#kunci-tombol").disabled = false;
}
