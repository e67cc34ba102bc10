package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.NetworkSize;
import org.dawsonmri.network.Networks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson networks}: what can be trained, and how large it is. */
@Command(name = "networks", description = "Lists the networks with their numbers of weights, counted in their graphs.")
final class ListNetworks extends Subcommand {

    private static final int MOST = 4096;

    @Option(names = "--channels", paramLabel = "N", defaultValue = "1",
        description = "Input channels (modalities); default ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "1",
        description = "Classes, background not counted; default ${DEFAULT-VALUE}.")
    private int classes;

    @Option(names = "--json", description = "Print one JSON object: channels, classes, and networks with name, "
        + "trainable, non_trainable, outputs, dimensions (2 for slices, 3 for volumes), patch (edge of the cubes that "
        + "are decided about one by one, 0 for none) and size_multiple (sizes are padded to a multiple of it).")
    private boolean json;

    @Override
    int run(Progress progress) {
        require("--channels", channels);
        require("--classes", classes);
        List<Map<String, Object>> networks = new ArrayList<>();
        for (String name : Networks.names()) {
            progress.checkCancelled();
            networks.add(describe(name));
            progress.update(networks.size(), Networks.names().size(), "networks counted");
        }
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("channels", channels);
            map.put("classes", classes);
            map.put("networks", networks);
            printJson(map);
        } else {
            out().println(table(networks));
        }
        return Dawson.DONE;
    }

    // -- Helper methods --

    private static void require(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new DawsonException(option + " is " + value + ", expected 1 to " + MOST);
        }
    }

    private Map<String, Object> describe(String name) {
        Network network = Networks.create(name);
        NetworkSize size = NetworkSize.of(network, channels, classes);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("trainable", size.trainable());
        map.put("non_trainable", size.nonTrainable());
        map.put("outputs", network.outputs(classes));
        map.put("dimensions", network.dimensions());
        map.put("patch", network.patch());
        map.put("size_multiple", network.sizeMultiple());
        return map;
    }

    private static TextTable table(List<Map<String, Object>> networks) {
        TextTable table = new TextTable("network", "trainable", "non-trainable", "outputs", "input", "size");
        for (Map<String, Object> n : networks) {
            table.add((String) n.get("name"), String.format(Locale.ROOT, "%,d", n.get("trainable")),
                String.format(Locale.ROOT, "%,d", n.get("non_trainable")), n.get("outputs").toString(),
                (int) n.get("dimensions") == 2 ? "slices" : "volumes", size(n));
        }
        return table;
    }

    private static String size(Map<String, Object> network) {
        int patch = (int) network.get("patch");
        int multiple = (int) network.get("size_multiple");
        if (patch > 0) {
            return "patches of " + patch + " × " + patch + " × " + patch;
        }
        return multiple == 1 ? "any" : "padded to a multiple of " + multiple;
    }
}
