/** The overview itself is the layout; here no sheet lies over it. */
export default function OverviewPage() {
  return null
}
