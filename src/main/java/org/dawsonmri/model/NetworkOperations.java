package org.dawsonmri.model;

import java.util.Set;

/**
 * The operations of TensorFlow that Dawson's networks are made of: arithmetic on what they are given. None of them
 * reads or writes a file, calls a function or prints. A network that needs another one adds it here;
 * {@code SavedModelReaderTest} says so.
 */
final class NetworkOperations {

    static final Set<String> NAMES = Set.of("Add", "BatchToSpaceND", "BiasAdd", "Cast", "ConcatV2", "Const", "Conv2D",
        "Conv2DBackpropInput", "Conv3D", "Div", "ExpandDims", "FloorDiv", "FloorMod", "FusedBatchNormV3", "GatherNd",
        "GatherV2", "GreaterEqual", "Identity", "LeakyRelu", "LogicalAnd", "LogicalNot", "MatMul", "MaxPoolV2",
        "Maximum", "Mean", "Minimum", "Mul", "Neg", "Pack", "Placeholder", "Range", "Relu", "Reshape",
        "ResizeBilinear", "ResizeNearestNeighbor", "Rsqrt", "Shape", "Sigmoid", "Slice", "Softmax", "SpaceToBatchND",
        "StopGradient", "StridedSlice", "Sub", "Sum", "Transpose", "ZerosLike");

    private NetworkOperations() {
    }
}
