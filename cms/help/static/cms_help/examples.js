// An example is as high as what it shows, so that nobody has to scroll within the page.
for (const frame of document.querySelectorAll("iframe.help-example")) {
  const fit = () => {
    const height = frame.contentDocument?.documentElement?.scrollHeight;
    if (height) frame.style.blockSize = `${height + 2}px`;
  };
  frame.addEventListener("load", fit);
  fit();
}
