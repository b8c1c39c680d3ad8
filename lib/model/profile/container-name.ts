/** An image's URI becomes the name that people know the container by. */

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
  [/semantic-segmentation/, 'Semantic segmentation'],
  [/(^|\/)object2vec$/, 'Object2Vec'],
  [/(^|\/)seq2seq$/, 'Seq2Seq'],
  [/(^|\/)ipinsights$/, 'IP Insights'],
  [/(^|\/)ntm$/, 'Neural Topic Model'],
  [/(^|\/)lda$/, 'LDA'],
  [/sparkml-serving/, 'Spark ML'],
  [/huggingface-pytorch-tgi/, 'TGI'],
  [/(^|\/)tei(-cpu)?$|-tei-/, 'TEI'],
  [/(^|\/)(huggingface-)?vllm/, 'vLLM'],
  [/(^|\/)(huggingface-)?sglang/, 'SGLang'],
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
  // The first number of these tags is PyTorch's: `2.7.0-tgi3.3.4-gpu-py311`.
  const own = tag?.match(/-(?:tgi|tei)(\d+(?:\.\d+)*)/)?.[1]
  const version = own ?? tag?.match(/^\d+(\.\d+)*(-\d+)?(?=$|-)/)?.[0]
  if (family) return version && version !== '1' ? `${family} ${version}` : family
  return tag ? `${repository}:${tag}` : repository
}
