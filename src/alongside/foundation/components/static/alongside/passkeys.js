// Makes and uses passkeys: `<form data-passkey="create" data-passkey-options="passkey-options">`.
//
// The options stand in a block of JSON on the page. What the browser answers goes into the form's
// `credential` field, and the form is sent as any other. A form without a passkey says why not.

const decode = (words) =>
  Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => (list || []).map((one) => ({ ...one, id: decode(one.id) }));

const asked = {
  create: {
    options: (told) => ({
      ...told,
      challenge: decode(told.challenge),
      user: { ...told.user, id: decode(told.user.id) },
      excludeCredentials: known(told.excludeCredentials),
    }),
    answer: (response) => ({
      attestationObject: encode(response.attestationObject),
      transports: response.getTransports ? response.getTransports() : [],
    }),
  },
  get: {
    options: (told) => ({
      ...told,
      challenge: decode(told.challenge),
      allowCredentials: known(told.allowCredentials),
    }),
    answer: (response) => ({
      authenticatorData: encode(response.authenticatorData),
      signature: encode(response.signature),
      userHandle: response.userHandle ? encode(response.userHandle) : null,
    }),
  },
};

async function credentialFor(form) {
  const kind = form.dataset.passkey;
  const told = JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
  const { publicKey } = told.creation_options || told.request_options;
  const made = await navigator.credentials[kind]({ publicKey: asked[kind].options(publicKey) });
  return {
    id: made.id,
    rawId: encode(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
    response: { clientDataJSON: encode(made.response.clientDataJSON), ...asked[kind].answer(made.response) },
  };
}

function start(form) {
  const line = form.querySelector("[data-passkey-status]");
  if (!window.PublicKeyCredential) {
    line.textContent = "This browser cannot use passkeys. Use an authenticator app instead.";
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault(); // `form.submit()` below asks no listener again
    line.textContent = "Follow what your device asks.";
    try {
      form.elements.namedItem("credential").value = JSON.stringify(await credentialFor(form));
      form.submit();
    } catch (refused) {
      line.textContent =
        refused.name === "InvalidStateError"
          ? "This device has a passkey here already."
          : "That did not work, or was stopped. Nothing has changed. Try again, or use a code.";
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(start);
