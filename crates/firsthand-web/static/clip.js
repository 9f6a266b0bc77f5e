"use strict";
// Brings what the bookmark took to the form. It stays in this browser until the user confirms it: the part of an address
// after # is not sent.
(() => {
  const go = document.getElementById("clip-go");
  if (go) {
    location.replace("/clip/form" + location.hash);
    return;
  }
  const form = document.getElementById("text-form");
  if (!form || location.hash.length < 2) return;
  let taken;
  try {
    taken = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return;
  }
  for (const name of ["url", "title", "text"]) {
    const field = form.elements.namedItem(name);
    if (field && typeof taken[name] === "string") field.value = taken[name];
  }
  history.replaceState(null, "", location.pathname);
})();
