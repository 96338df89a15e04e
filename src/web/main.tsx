import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#src/ui/ui.css'
import { App } from './App.tsx'

const root = document.getElementById('root')
// The notice for an old browser takes the root away.
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
