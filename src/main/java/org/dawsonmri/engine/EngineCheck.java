package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.runtime.Processor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the engine: where it is, whether it is whole, what it runs on, and, in a worker, whether it trains and
 * segments. Takes about ten seconds.
 *
 * <pre>{@code
 * EngineCheck.Report report = EngineCheck.run(Progress.NONE);
 * }</pre>
 */
public final class EngineCheck {

    /** TensorFlow's full log: it says there what it was not built for, and why it uses no GPU. */
    private static final Map<String, String> TALKATIVE = Map.of("TF_CPP_MIN_LOG_LEVEL", "0");

    private static final Pattern NATIVE_JAR = Pattern.compile("tensorflow-core-native-[\\d.]+-([a-z].*)\\.jar");
    private static final Pattern NOT_BUILT_FOR = Pattern.compile("instructions: ([A-Z0-9_., ]+), in other operations");

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Progress progress;
    private String build = "";

    private EngineCheck(Progress progress) {
        this.progress = progress;
    }

    /** Blocks. What is wrong with the engine is in the report and is not thrown. */
    public static Report run(Progress progress) {
        return new EngineCheck(progress).check();
    }

    // -- Helper methods --

    private Report check() {
        describeComputer();
        try {
            Engine engine = Engine.locate();
            describeParts(engine.classPath());
            progress.message("testing the engine, about ten seconds");
            Engine.Result result = engine.withEnvironment(TALKATIVE).run(List.of("self-test"), progress);
            describeWork(result);
            return new Report(true, "the engine works", facts);
        } catch (DawsonException e) {
            return new Report(false, e.getMessage(), facts);
        }
    }

    private void describeComputer() {
        facts.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
            + System.getProperty("java.home"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
            + System.getProperty("os.arch"));
        Processor processor = Processor.current();
        int cores = Runtime.getRuntime().availableProcessors();
        facts.put("processor", (processor.name().isEmpty() ? "unknown" : processor.name()) + ", " + cores
            + (cores == 1 ? " core" : " cores"));
        if (!processor.features().isEmpty()) {
            facts.put("processor_features", String.join(" ", processor.features()));
        }
        facts.put("memory_mb", ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize() >> 20);
    }

    private void describeParts(List<Path> classPath) {
        List<String> jars = classPath.stream().map(FileName::of).toList();
        jars.stream().map(NATIVE_JAR::matcher).filter(Matcher::matches).findFirst()
            .ifPresent(jar -> build = jar.group(1));
        Path lib = classPath.get(classPath.size() - 1).toAbsolutePath().getParent();
        boolean installed = lib.endsWith("lib");
        facts.put("engine", installed ? lib.getParent().toString() : "this program's own class path");
        if (!build.isEmpty()) {
            facts.put("tensorflow_build", build);
        }
        if (installed && EngineParts.platforms().contains(build)) {
            progress.message("checking the engine's files");
            List<String> damaged = EngineInstaller.damaged(build, lib.getParent(), progress);
            facts.put("files", damaged.isEmpty() ? "whole" : "missing or damaged: " + String.join(", ", damaged)
                + "; run Dawson Install Engine...");
        }
    }

    private void describeWork(Engine.Result result) {
        JsonObject found = JsonParser.parseString(String.join("\n", result.outputLines())).getAsJsonObject();
        facts.put("tensorflow", found.get("tensorflow").getAsString());
        facts.put("kernels", found.get("kernels").getAsString());
        Matcher unused = NOT_BUILT_FOR.matcher(result.log());
        if (unused.find()) {
            facts.put("tensorflow_not_built_for", unused.group(1).strip());
        }
        List<String> types = new ArrayList<>();
        List<String> devices = new ArrayList<>();
        for (JsonElement element : found.getAsJsonArray("devices")) {
            JsonObject device = element.getAsJsonObject();
            String type = device.get("type").getAsString();
            types.add(type);
            String name = device.get("name").getAsString();
            String memory = " (" + (device.get("memoryBytes").getAsLong() >> 20) + " MB)";
            devices.add(name.substring(name.indexOf("device:") + "device:".length())
                + (type.equals("CPU") ? "" : memory)); // of a CPU it says nothing about the computer's memory
        }
        facts.put("devices", String.join(", ", devices));
        facts.put("gpu", new Gpu(EngineParts.thisPlatform(), build, Gpu.installedDriver())
            .explain(types, result.log()));
        JsonObject training = found.getAsJsonObject("training");
        facts.put("training", String.format(Locale.ROOT, "%.1f s, loss from %.3f to %.3f",
            training.get("seconds").getAsDouble(), training.get("first_loss").getAsDouble(),
            training.get("last_loss").getAsDouble()));
        JsonObject segmentation = found.getAsJsonObject("segmentation");
        facts.put("segmentation", String.format(Locale.ROOT, "%.1f s, %d of %d voxels labelled",
            segmentation.get("seconds").getAsDouble(), segmentation.get("labelled").getAsLong(),
            segmentation.get("voxels").getAsLong()));
    }

    /**
     * What a check of the engine found.
     *
     * @param passed whether trainings and segmentations can be expected to work
     * @param verdict one line: passed, or what is wrong and what to do
     * @param facts texts and numbers by name, in the order in which they are to be shown; what could not be found out
     * is
     *        left out
     */
    public record Report(boolean passed, String verdict, Map<String, Object> facts) {

        public Report {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }

        /** All of it in one map, verdict first. */
        public Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("self_test", passed ? "passed" : "failed");
            map.put("verdict", verdict);
            map.putAll(facts);
            return map;
        }
    }
}
