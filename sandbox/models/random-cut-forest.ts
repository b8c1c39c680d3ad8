/**
 * A random cut forest: trees that cut what they know at random, wider ranges more often. A point that is cut off early is
 * unlike the rest. Guha, Mishra, Roy, Schrijvers: Robust Random Cut Forest Based Anomaly Detection On Streams, ICML 2016; scores
 * as in https://github.com/aws/random-cut-forest-by-aws
 */
import { randomFrom } from './random'

interface Box {
  least: number[]
  greatest: number[]
}

interface Node extends Box {
  /** The number of points below. */
  mass: number
  /** Absent in a leaf. */
  cut?: { dimension: number; at: number; below: Node; above: Node }
}

const boxOf = (points: number[][]): Box => ({
  least: points[0]!.map((_, dimension) => Math.min(...points.map((point) => point[dimension]!))),
  greatest: points[0]!.map((_, dimension) => Math.max(...points.map((point) => point[dimension]!))),
})

const rangesOf = ({ least, greatest }: Box) => least.map((from, dimension) => greatest[dimension]! - from)
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

function grow(points: number[][], random: () => number): Node {
  const box = boxOf(points)
  const ranges = rangesOf(box)
  const node: Node = { ...box, mass: points.length }
  let place = random() * sum(ranges)
  const dimension = ranges.findIndex((range) => {
    place -= range
    return place < 0
  })
  // Points that are all alike cannot be cut.
  if (dimension === -1) return node
  const at = box.least[dimension]! + (place + ranges[dimension]!)
  const below = points.filter((point) => point[dimension]! <= at)
  const above = points.filter((point) => point[dimension]! > at)
  if (below.length === 0 || above.length === 0) return node
  node.cut = { dimension, at, below: grow(below, random), above: grow(above, random) }
  return node
}

/** The chance that a random cut of the box with the point in it divides the two. */
function chanceOfCut({ least, greatest }: Box, point: number[]): number {
  const beyond = point.map((value, dimension) => Math.max(0, least[dimension]! - value, value - greatest[dimension]!))
  const whole = sum(rangesOf({ least, greatest })) + sum(beyond)
  return whole === 0 ? 0 : sum(beyond) / whole
}

const seen = (depth: number, mass: number) => 1 / (depth + Math.log2(mass + 1))
const unseen = (depth: number) => 1 / (depth + 1)

function scoreIn(node: Node, point: number[], depth: number, treeMass: number): number {
  if (!node.cut) {
    const isSame = node.least.every((value, dimension) => value === point[dimension])
    return isSame ? (1 - node.mass / (2 * treeMass)) * seen(depth, node.mass) : unseen(depth)
  }
  const chance = chanceOfCut(node, point)
  if (chance === 1) return unseen(depth)
  const { dimension, at, below, above } = node.cut
  const next = point[dimension]! <= at ? below : above
  return chance * unseen(depth) + (1 - chance) * scoreIn(next, point, depth + 1, treeMass)
}

/** Returns what scores a point: about 1 for one like the rest, more the less it is like them. */
export function growForest(
  points: number[][],
  { trees, samples, seed }: { trees: number; samples: number; seed: number },
): (point: number[]) => number {
  const random = randomFrom(seed)
  const forest = Array.from({ length: trees }, () =>
    grow(
      Array.from({ length: samples }, () => points[Math.floor(random() * points.length)]!),
      random,
    ),
  )
  return (point) => sum(forest.map((tree) => scoreIn(tree, point, 0, tree.mass) * Math.log2(tree.mass + 1))) / trees
}
