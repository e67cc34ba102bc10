package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.config.Protocol;
import org.dawsonmri.config.Protocols;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/** {@code dawson protocols}: the trainings of the papers, ready for {@code dawson train --config}. */
@Command(name = "protocols", description = "Lists the protocols that 'dawson train --config NAME' takes, or prints "
    + "one's settings, to be saved, changed and given to --config as a file. As JSON: protocols, each with name,"
    + " description and settings.")
final class ListProtocols extends Subcommand {

    private static final int WIDTH = 96;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Print the settings of this protocol.")
    private String name;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        if (name != null) {
            out().println(Settings.toText(find(name).settings()));
            return DONE;
        }
        List<Protocol> protocols = Protocols.names().stream().map(Protocols::shipped).toList();
        if (json.wanted()) {
            printJson(java.util.Map.of("protocols", protocols));
        } else {
            protocols.forEach(this::print);
        }
        return DONE;
    }

    private static Protocol find(String name) {
        if (!Protocols.names().contains(name)) {
            throw new DawsonException("unknown protocol '" + name + "'; known are "
                + String.join(", ", Protocols.names()));
        }
        return Protocols.shipped(name);
    }

    private void print(Protocol protocol) {
        out().println(protocol.name());
        lines(protocol.description()).forEach(line -> out().println("  " + line));
    }

    /** Text in lines that fit a terminal. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
