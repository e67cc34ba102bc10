package org.dawsonmri.measure;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Csv;

import com.google.gson.Gson;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunMetadata;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * TensorFlow's own notes of one step of training: {@code operations.csv}, a row for each kind of operation, with those
 * that take longest first, {@code nodes.csv}, a row for each node of the graph, and {@code trace.json} for
 * {@code chrome://tracing} or Perfetto. Operations run at the same time on several threads, so their times add up to
 * more than the step took.
 */
final class StepTrace {

    /** How one node ran; times in microseconds, memory in bytes. */
    private record Node(String name, String kind, int device, String deviceName, long start, long duration,
        long allocated, long peak) {
    }

    private final List<Node> nodes = new ArrayList<>();

    StepTrace(RunMetadata notes) {
        List<DeviceStepStats> devices = notes.getStepStats().getDevStatsList();
        for (int d = 0; d < devices.size(); d++) {
            for (NodeExecStats stats : devices.get(d).getNodeStatsList()) {
                nodes.add(node(stats, d, devices.get(d).getDevice()));
            }
        }
        nodes.sort(Comparator.comparingLong(Node::duration).reversed());
    }

    /** Writes all three files into a folder. */
    void write(Path folder) {
        Csv.writeLines(folder.resolve("operations.csv"), operations());
        Csv.writeLines(folder.resolve("nodes.csv"), nodeRows());
        write(folder.resolve("trace.json"), chromeTrace());
    }

    // -- Helper methods --

    private static Node node(NodeExecStats stats, int device, String deviceName) {
        long start = stats.getAllStartMicros() + stats.getOpStartRelMicros();
        long duration = Math.max(0, stats.getOpEndRelMicros() - stats.getOpStartRelMicros());
        long allocated = stats.getMemoryList().stream().mapToLong(AllocatorMemoryUsed::getTotalBytes).sum();
        long peak = stats.getMemoryList().stream().mapToLong(AllocatorMemoryUsed::getPeakBytes).sum();
        return new Node(stats.getNodeName(), kind(stats), device, deviceName, start, duration,
            allocated, peak);
    }

    /** A label is {@code name = Kind(inputs)}; nodes that only hand on have none. */
    private static String kind(NodeExecStats stats) {
        String label = stats.getTimelineLabel().replaceFirst("^\\[[^]]*]\\s*", "");
        int equals = label.indexOf(" = ");
        int bracket = label.indexOf('(', Math.max(0, equals));
        return equals < 0 || bracket < 0 ? "other" : label.substring(equals + 3, bracket);
    }

    private List<List<?>> operations() {
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Node node : nodes) {
            long[] sum = sums.computeIfAbsent(node.kind(), kind -> new long[3]);
            sum[0]++;
            sum[1] += node.duration();
            sum[2] += node.allocated();
        }
        double total = nodes.stream().mapToLong(Node::duration).sum();
        List<List<?>> lines = new ArrayList<>();
        lines.add(List.of("operation", "nodes", "ms", "share_pct", "allocated_mb"));
        sums.entrySet().stream().sorted((a, b) -> Long.compare(b.getValue()[1], a.getValue()[1])).forEach(e ->
            lines.add(List.of(e.getKey(), e.getValue()[0], thousandths(e.getValue()[1] / 1e3),
                String.format(Locale.ROOT, "%.2f", 100 * e.getValue()[1] / Math.max(1, total)),
                thousandths(e.getValue()[2] / 1e6))));
        return lines;
    }

    private List<List<?>> nodeRows() {
        List<List<?>> lines = new ArrayList<>();
        lines.add(List.of("node", "operation", "device", "ms", "allocated_mb", "peak_mb"));
        nodes.forEach(n -> lines.add(List.of(n.name(), n.kind(), n.deviceName(), thousandths(n.duration() / 1e3),
            thousandths(n.allocated() / 1e6), thousandths(n.peak() / 1e6))));
        return lines;
    }

    private static String thousandths(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private String chromeTrace() {
        List<Map<String, Object>> events = new ArrayList<>();
        nodes.stream().map(n -> Map.of("name", "process_name", "ph", "M", "pid", n.device(), "args",
            Map.of("name", n.deviceName()))).distinct().forEach(event -> events.add(new LinkedHashMap<>(event)));
        List<long[]> lanes = new ArrayList<>();
        for (Node n : nodes.stream().sorted(Comparator.comparingLong(Node::start)).toList()) {
            events.add(Map.of("name", n.kind(), "cat", "operation", "ph", "X", "pid", n.device(), "tid", lane(n, lanes),
                "ts", n.start(), "dur", n.duration(), "args",
                Map.of("node", n.name(), "allocated_bytes", n.allocated())));
        }
        return new Gson().toJson(Map.of("traceEvents", events, "displayTimeUnit", "ms"));
    }

    /**
     * The first lane of the node's device that is free when it starts: TensorFlow does not say which of a processor's
     * threads ran it.
     *
     * @param lanes device and end of the last node of each, in microseconds
     */
    private static int lane(Node node, List<long[]> lanes) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i)[0] == node.device() && lanes.get(i)[1] <= node.start()) {
                lanes.get(i)[1] = node.start() + node.duration();
                return i;
            }
        }
        lanes.add(new long[] {node.device(), node.start() + node.duration()});
        return lanes.size() - 1;
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
