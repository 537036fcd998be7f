// A slider under every number that has `data-slide="least most"`. The number is what is sent: it may be empty, which is
// no rule, and may lie beyond the slider's ends. Without this the numbers are typed, as before.

const NO_RULE = "No rule";

function sliderFor(number) {
  const [least, most] = number.dataset.slide.split(" ");
  const label = document.querySelector(`label[for="${number.id}"]`);
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: least, max: most, step: 1, className: "govuk-!-width-one-half" });
  slider.setAttribute("aria-label", `${label.firstChild.textContent.trim()}: slide`);

  const follow = () => {
    const said = number.value.trim();
    slider.value = /^\d+$/.test(said) ? said : least;
    slider.setAttribute("aria-valuetext", said || NO_RULE);
  };
  slider.addEventListener("input", () => {
    number.value = slider.value;
    slider.setAttribute("aria-valuetext", slider.value);
    number.dispatchEvent(new Event("change", { bubbles: true }));
  });
  number.addEventListener("input", follow);
  follow();

  const place = document.createElement("div");
  place.append(slider);
  number.after(place);
}

document.querySelectorAll("input[data-slide]").forEach(sliderFor);
