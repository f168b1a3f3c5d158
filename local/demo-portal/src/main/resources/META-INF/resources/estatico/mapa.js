// The map loads only when its tab is opened, so its address is not part of the page as served.
const tab = document.getElementById('tab-mapa');
tab.addEventListener('click', async () => {
  const answer = await fetch('/ubicacion/' + tab.dataset.aviso);
  if (!answer.ok) {
    return;
  }
  const frame = document.createElement('iframe');
  frame.title = 'Mapa';
  frame.src = (await answer.json()).src;
  document.getElementById('mapa').replaceChildren(frame);
});
