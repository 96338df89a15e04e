import { Component, type ReactNode } from 'react'
import { Page } from '#src/ui/Page.tsx'
import { ErrorState } from '#src/ui/States.tsx'

/** A page that broke leaves the menu standing, says so, and offers to open it again; drafts are kept. */
export class PageFault extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    // A part that cannot be fetched any more: the program was renewed while the page stood open.
    return (
      <Page>
        <ErrorState error={this.state.error} onRetry={() => window.location.reload()} />
      </Page>
    )
  }
}
