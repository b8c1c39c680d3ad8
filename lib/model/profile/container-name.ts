/** An image's URI becomes the name that people know the container by, and the form of input that it takes. */
import { type InputForm, inputSchema } from '../contract/contract'

const families: [RegExp, string][] = [
  [/sagemaker-xgboost/, 'XGBoost'],
  [/(^|\/)linear-learner/, 'Linear Learner'],
  [/sagemaker-scikit-learn/, 'scikit-learn'],
  [/factorization-machines/, 'Factorization Machines'],
  [/(^|\/)kmeans/, 'K-Means'],
  [/(^|\/)knn/, 'k-NN'],
  [/(^|\/)pca/, 'PCA'],
  [/randomcutforest/, 'Random Cut Forest'],
  [/blazingtext/, 'BlazingText'],
  [/forecasting-deepar/, 'DeepAR'],
  [/image-classification/, 'Image classification'],
  [/object-detection/, 'Object detection'],
  [/huggingface-pytorch-tgi/, 'TGI'],
  [/huggingface-/, 'Hugging Face'],
  [/djl-inference/, 'LMI'],
  [/autogluon-inference/, 'AutoGluon'],
  [/tritonserver/, 'Triton'],
  [/tensorflow-inference/, 'TensorFlow'],
  [/pytorch-inference/, 'PyTorch'],
  [/mxnet-inference/, 'MXNet'],
]

/** `…/sagemaker-xgboost:1.7-1` → `XGBoost 1.7-1`; an image of one's own keeps its repository and tag. */
export function containerName(image: string | undefined): string | undefined {
  if (!image) return undefined
  const path = image.slice(image.indexOf('/') + 1)
  const [repository = path, tag] = path.split('@')[0]?.split(':') ?? []
  const family = families.find(([pattern]) => pattern.test(repository))?.[1]
  const version = tag?.match(/^\d+(\.\d+)*(-\d+)?(?=$|-)/)?.[0]
  if (family) return version && version !== '1' ? `${family} ${version}` : family
  return tag ? `${repository}:${tag}` : repository
}

/** What a container takes that is no row of features; the first that fits decides. Sources: each container's own page. */
const inputs: [RegExp, object][] = [
  [/huggingface-pytorch-tgi|djl-inference/, { kind: 'chat' }],
  [/huggingface-/, { kind: 'text' }],
  [/blazingtext/, { kind: 'text', wrap: 'instances' }],
  [/image-classification|object-detection|semantic-segmentation/, { kind: 'image' }],
  [/forecasting-deepar|tritonserver/, { kind: 'json' }],
]

/** Undefined where the container takes rows, or nobody knows. */
export function inputOfImage(image: string | undefined): InputForm | undefined {
  const repository = image?.slice(image.indexOf('/') + 1).split(/[@:]/)[0] ?? ''
  const known = inputs.find(([pattern]) => pattern.test(repository))?.[1]
  return known && inputSchema.parse(known)
}
