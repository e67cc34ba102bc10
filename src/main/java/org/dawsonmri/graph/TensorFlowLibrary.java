package org.dawsonmri.graph;

import org.dawsonmri.runtime.CLibrary;
import org.dawsonmri.runtime.NativeCache;

import org.tensorflow.Graph;
import org.tensorflow.TensorFlow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one way to TensorFlow's native library. What it needs of the process is set up here, before it is loaded and
 * whoever loads it: the command line, the worker, a test or a script. An environment variable that the user has set
 * stays.
 */
public final class TensorFlowLibrary {

    /** Without this variable, processors without AVX-512 get TensorFlow's own kernels, which are slower. */
    public static final String ONEDNN = "TF_ENABLE_ONEDNN_OPTS";

    private static final Map<String, String> ENVIRONMENT = Map.of(ONEDNN, "1", "TF_CPP_MIN_LOG_LEVEL", "2");

    private static final List<Runnable> BEFORE = new CopyOnWriteArrayList<>();

    private TensorFlowLibrary() {
    }

    /** Has something done just before the library is loaded. */
    public static void beforeLoading(Runnable action) {
        BEFORE.add(action);
    }

    /** Loads the library unless it is there already; its version. */
    public static String load() {
        return Loaded.VERSION;
    }

    /** True unless the user has switched oneDNN off. */
    static boolean hasOneDnn() {
        return !List.of("0", "false").contains(value(ONEDNN).toLowerCase(Locale.ROOT));
    }

    /** An empty graph; close it. */
    public static Graph newGraph() {
        load();
        return new Graph();
    }

    /** Sets up the process without loading anything; for tests, which make graphs of their own. */
    public static void prepare() {
        // NB: TensorFlow Java writes numbers into the names of nodes as the default locale does, in digits that
        // TensorFlow itself refuses.
        Locale.setDefault(Locale.ROOT);
        NativeCache.use();
        ENVIRONMENT.keySet().forEach(name -> CLibrary.setEnvironment(name, value(name)));
    }

    /** The user's, or ours. */
    private static String value(String name) {
        String chosen = System.getenv(name);
        return chosen == null || chosen.isBlank() ? ENVIRONMENT.get(name) : chosen.strip();
    }

    /** Its initialisation happens once, at the first use. */
    private static final class Loaded {

        private static final String VERSION = version();

        private static String version() {
            prepare();
            BEFORE.forEach(Runnable::run);
            return TensorFlow.version();
        }
    }
}
