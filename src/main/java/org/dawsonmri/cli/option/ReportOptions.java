package org.dawsonmri.cli.option;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.report.Methods;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What reports draw on, and what they say of their making. */
public final class ReportOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--scan", paramLabel = "NAME|FILE|DIR", description = "What the report's pictures are drawn on: a"
        + " modality of the dataset (its first by default), the scan of a pair of files, or a folder of scans named"
        + " after the cases.")
    private String scan;

    /** What to draw on, null if nothing was said. */
    public String scan() {
        return scan;
    }

    /** The making so far: versions, date and the command as it was typed. */
    public Methods making() {
        List<String> typed = spec.commandLine().getParseResult().originalArgs();
        return Methods.by("dawson " + spec.name() + typed.stream().map(ReportOptions::quoted)
            .collect(Collectors.joining(" ", " ", "")).replaceFirst("^ " + spec.name() + " ", " "));
    }

    /** What a model says of itself. */
    public static Methods withModel(Methods making, String what, Path folder) {
        ModelDescription model = new ModelFolder(folder).readDescription();
        return making.and(what, folder + ": " + model.config().network() + ", channels "
            + String.join(", ", model.channels()) + ", trained " + model.provenance().getOrDefault("created", "")
            + " with Dawson " + model.provenance().getOrDefault("dawson", "") + " on "
            + model.provenance().getOrDefault("dataset", "an unknown dataset"));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w./=,:+@%-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
