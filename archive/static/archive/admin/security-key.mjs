/* A form with the class "security-key": asks the browser for the key and sends what it answers. */

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const decodeIds = (list) => (list ?? []).map((credential) => ({ ...credential, id: decode(credential.id) }));

/* The options as the browser wants them: bytes where JSON has text. */
function parseOptions(options) {
  const read = { ...options, challenge: decode(options.challenge) };
  if (options.user) read.user = { ...options.user, id: decode(options.user.id) };
  if (options.allowCredentials) read.allowCredentials = decodeIds(options.allowCredentials);
  if (options.excludeCredentials) read.excludeCredentials = decodeIds(options.excludeCredentials);
  return read;
}

/* The answer as JSON has it: text where the browser gives bytes. */
function serialiseCredential(credential) {
  const response = { clientDataJSON: encode(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encode(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  };
}

async function requestCredential(form) {
  const options = parseOptions(JSON.parse(document.getElementById("security-key-options").textContent));
  const method = options.user ? "create" : "get";
  const credential = await navigator.credentials[method]({ publicKey: options });
  form.elements.answer.value = JSON.stringify(serialiseCredential(credential));
  form.submit();
}

function enableForm(form) {
  if (!globalThis.PublicKeyCredential) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    status.textContent = "";
    requestCredential(form).catch(() => {
      status.textContent = form.dataset.failure;
    });
  });
}

if (globalThis.document) for (const form of document.querySelectorAll("form.security-key")) enableForm(form);
