import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startPage } from './app/page';
import { ServicesContext } from './app/services';
import { App } from './components/App';
import './styles/index.css';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no element #root');

const { i18n, services, model, environment } = startPage(window);

// React hears every event of every media element at its root, and each element tells the time four times a second:
// a tenth of what this page does in a call, for nobody.
window.addEventListener('timeupdate', (event) => event.stopPropagation(), { capture: true });

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <ServicesContext value={services}>
        <App model={model} environment={environment} />
      </ServicesContext>
    </I18nextProvider>
  </StrictMode>,
);
