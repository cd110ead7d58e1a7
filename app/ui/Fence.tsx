import { Component, type ReactNode } from 'react'

/** Keeps a fault of one panel from taking the page, and the person's text, with it. */
export class Fence extends Component<{ readonly children: ReactNode }, { readonly fault: string | undefined }> {
  override state = { fault: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    if (this.state.fault === undefined) return this.props.children
    return (
      <p className="fault" role="alert">
        {this.state.fault}
      </p>
    )
  }
}
