package org.dawsonmri.measure;

import org.dawsonmri.config.Precision;
import org.dawsonmri.graph.SessionConfig;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.runtime.Processor;

import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What TensorFlow computes with on this processor: oneDNN's code or its own, which is slower.
 *
 * @param oneDnn whether it is oneDNN, as one convolution shows
 * @param processor whose instructions it uses
 */
public record Kernels(boolean oneDnn, Processor processor) {

    private static final int SIDE = 8;

    /** Operations that oneDNN does have names with this. */
    private static final String MARK = "_Mkl";

    /** @param threads cores to compute with, 0 for all: the first session of a process decides for the others */
    public static Kernels current(int threads) {
        try (Graph graph = TensorFlowLibrary.newGraph();
            Session session = new Session(graph, SessionConfig.of(Precision.FLOAT32, threads))) {
            Ops tf = Ops.create(graph)
                .withDevice(DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.CPU).deviceIndex(0).build());
            Placeholder<TFloat32> image = tf.placeholder(TFloat32.class);
            Operand<TFloat32> kernel = tf.constant(new float[3][3][SIDE][SIDE]);
            Operand<TFloat32> map = tf.nn.conv2d(image, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
            RunOptions options = RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
            try (TFloat32 feed = TFloat32.tensorOf(Shape.of(1, SIDE, SIDE, SIDE));
                Result result = session.runner().setOptions(options).feed(image, feed).fetch(map)
                    .runAndFetchMetadata()) {
                return new Kernels(isOneDnn(result.getMetadata().orElseThrow()), Processor.current());
            }
        }
    }

    /** Such as "oneDNN on AVX2, bfloat16 emulated". */
    public String text() {
        return (oneDnn ? "oneDNN" : "TensorFlow's own") + " on " + processor.instructions() + ", bfloat16 "
            + bfloat16();
    }

    /** For JSON. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("onednn", oneDnn);
        map.put("instructions", processor.instructions());
        map.put("bfloat16", bfloat16());
        return map;
    }

    private String bfloat16() {
        return processor.bfloat16().map(here -> here ? "native" : "emulated").orElse("unknown");
    }

    private static boolean isOneDnn(RunMetadata notes) {
        return notes.getStepStats().getDevStatsList().stream().flatMap(device -> device.getNodeStatsList().stream())
            .anyMatch(node -> node.getTimelineLabel().contains(MARK));
    }
}
