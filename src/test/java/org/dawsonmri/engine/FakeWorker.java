package org.dawsonmri.engine;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A worker that misbehaves as its first argument says; the well-behaved one is the real command line. */
public final class FakeWorker {

    private FakeWorker() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "echo" -> List.of(args).forEach(System.out::println);
            case "halt" -> halt(Integer.parseInt(args[1]));
            case "flood" -> flood();
            case "deaf" -> deaf();
            case "parent" -> parent(args[1]);
            case "notes" -> notes(Path.of(args[1]));
            case "leaver" -> leaver(args[1], args[2], Boolean.parseBoolean(args[3]));
            case "environment" -> System.out.println(System.getenv("DAWSON_NATIVE_LOG") + " "
                + (Runtime.getRuntime().maxMemory() >> 20));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void halt(int status) {
        System.err.println("2026-01-05 10:00:00.000001: I tensorflow/core/platform/cpu.cc:210] optimized");
        System.err.println("dawson: an earlier line");
        System.err.println("WARNING: All log messages before absl::InitializeLog() is called");
        System.err.println("the last words");
        System.err.println("\tat org.dawsonmri.Somewhere(Somewhere.java:1)");
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /** More than any pipe holds, on both streams. */
    private static void flood() {
        String noise = "x".repeat(100);
        for (int i = 0; i < 20_000; i++) {
            System.out.println(noise + i);
            System.err.println(noise);
        }
        System.out.println("{\"event\":\"message\",\"text\":\"done\"}");
    }

    /** Hears nothing, and has a child that does not either. */
    private static void deaf() throws IOException, InterruptedException {
        if (ProcessHandle.current().info().command().isPresent()) {
            Process child = new ProcessBuilder("sleep", "300").start();
            System.out.println("{\"event\":\"message\",\"self\":" + ProcessHandle.current().pid()
                + ",\"child\":" + child.pid() + "}");
        }
        Thread.sleep(300_000);
    }

    /** Writes down what it hears, until nobody speaks any more. */
    private static void notes(Path file) throws IOException {
        System.out.println("{\"event\":\"message\",\"text\":\"listening\"}");
        String heard = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(file, heard);
    }

    /** Runs a worker that takes notes, and ends while it runs. */
    private static void leaver(String classPath, String file, boolean stoppable) {
        Engine engine = new Engine(classPath, FakeWorker.class.getName(), java.time.Duration.ofSeconds(60));
        engine.run(List.of("notes", file), new Progress() {
            @Override
            public void event(Event event) {
                if (event.type() == Event.Type.MESSAGE) {
                    new Thread(() -> System.exit(0)).start();
                }
            }

            @Override
            public boolean isStoppable() {
                return stoppable;
            }
        });
    }

    /** Runs a deaf worker and ends while it runs. */
    private static void parent(String classPath) {
        Engine engine = new Engine(classPath, FakeWorker.class.getName(), java.time.Duration.ofSeconds(60));
        engine.run(List.of("deaf"), event -> {
            System.out.println(event.values().get("self"));
            new Thread(() -> System.exit(0)).start();
        });
    }
}
