/** How many features a model wants, as its container's refusal says it. */

/** Each with the wanted number as `width`. */
const sayings: RegExp[] = [
  // SageMaker's XGBoost container: "Feature shape mismatch, expected: 4, got 3".
  /expected:?\s*(?<width>\d+),?\s*got:?\s*\d+/i,
  // scikit-learn: "X has 3 features, but RandomForestClassifier is expecting 4 features as input."
  /has \d+ features?,? but .{0,200}? is expecting (?<width>\d+) features?/i,
  // Linear Learner, Factorization Machines.
  /does not match the model'?s number of features \(?(?<width>\d+)/i,
  /model (?:expects|was trained with) (?<width>\d+) features/i,
  // XGBoost's core: "Check failed: … (4 vs. 5) : Number of columns does not match number of features in booster."
  /\((?<width>\d+) vs\. \d+\)\s*:\s*Number of columns does not match/i,
  // LightGBM: "The number of features in data (3) is not the same as it was in training data (4)."
  /not the same as it was in training data \((?<width>\d+)\)/i,
  // Keras: "expected axis -1 of input shape to have value 4 but received input with shape (None, 3)".
  /axis -1 of input shape to have value (?<width>\d+)/i,
  // PyTorch: "mat1 and mat2 shapes cannot be multiplied (1x3 and 4x10)".
  /cannot be multiplied \(\d+x\d+ and (?<width>\d+)x\d+\)/i,
]

export function reportedWidth(message: string): number | undefined {
  for (const saying of sayings) {
    const width = Number(saying.exec(message)?.groups?.width)
    if (width > 0 && width <= 500) return width
  }
  // "feature_names mismatch: ['f0', 'f1', 'f2', 'f3'] ['f0']": the booster's own names come first.
  const names = /feature_names mismatch:\s*\[(?<names>[^[\]]*)\]/i.exec(message)?.groups?.names
  return names ? names.split(',').length : undefined
}
