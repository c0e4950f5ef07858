// Where the phone is, only after a tap; without it the place is typed.
const form = document.querySelector("[data-here]");
if (form && "geolocation" in navigator) {
  form.hidden = false;
  form.querySelector("button").addEventListener("click", () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.lat.value = coords.latitude.toFixed(2);
        form.lon.value = coords.longitude.toFixed(2);
        form.submit();
      },
      () => (form.querySelector("[role=alert]").hidden = false),
      { timeout: 15000, maximumAge: 600000 },
    ),
  );
}
