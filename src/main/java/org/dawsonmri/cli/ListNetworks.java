package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.NetworkSize;
import org.dawsonmri.network.Networks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson networks}: what can be trained, and how large it is. */
@Command(name = "networks", description = {
    "Lists the networks with their numbers of weights, counted in their graphs.",
    "As JSON: channels, classes, and networks with name, trainable, non_trainable, outputs, dimensions (2 for slices, 3"
        + " for volumes), patch (edge of the cubes that are decided about one by one, 0 for none) and size_multiple"
        + " (sizes are padded to a multiple of it)."})
final class ListNetworks extends Subcommand {

    @Mixin
    private InputOptions inputs;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        List<Map<String, Object>> networks = new ArrayList<>();
        for (String name : Networks.names()) {
            progress.checkCancelled();
            networks.add(describe(name));
            progress.update(networks.size(), Networks.names().size(), "networks counted");
        }
        if (json.wanted()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("channels", inputs.channels());
            map.put("classes", inputs.classes());
            map.put("networks", networks);
            printJson(map);
        } else {
            out().println(table(networks));
        }
        return DONE;
    }

    // -- Helper methods --

    private Map<String, Object> describe(String name) {
        Network network = Networks.create(name);
        NetworkSize size = NetworkSize.of(network, inputs.channels(), inputs.classes());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("trainable", size.trainable());
        map.put("non_trainable", size.nonTrainable());
        map.put("outputs", network.outputs(inputs.classes()));
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
