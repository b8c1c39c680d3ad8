/** A portico over the door: five bays on one entablature, the middle one open. */
export function Colonnade() {
  const bays = [0, 1, 2, 3, 4]
  return (
    <svg viewBox="0 0 420 96" aria-hidden="true" fill="none" strokeWidth="1.25" className="block w-full stroke-line-2">
      <path d="M.6 96V13.400a6 6 0 0 1 6-6h406.800a6 6 0 0 1 6 6V96" className="fill-surface stroke-line" />
      <path d="M14 20h392M14 26h392" />
      {bays.map((bay) => {
        const left = 24 + bay * 76
        const open = bay === 2
        return (
          <path
            key={bay}
            d={`M${left} 96V72a34 34 0 0 1 68 0v24`}
            strokeDasharray={open ? undefined : '3 3'}
            className={open ? 'fill-accent-soft stroke-accent' : undefined}
          />
        )
      })}
      <path d="M14 95.400h392" />
    </svg>
  )
}
