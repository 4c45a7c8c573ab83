// An example is as high as what it shows, so that nobody has to scroll within the page.
for (const frame of document.querySelectorAll("iframe.help-example")) {
  const fit = () => {
    frame.style.blockSize = "0"; // else it counts as high as it is
    const height = frame.contentDocument?.documentElement?.scrollHeight;
    frame.style.blockSize = height ? `${height + 2}px` : "";
  };
  frame.addEventListener("load", fit);
  fit();
}
