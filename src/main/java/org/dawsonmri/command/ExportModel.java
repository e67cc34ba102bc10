package org.dawsonmri.command;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes one file of a trained model, to be passed on, in a process of its own. */
@Plugin(type = Command.class, menuPath = "Plugins>Dawson>Dawson Export Model...", headless = true,
    description = "Makes one file of a trained model, to be passed on. Pictures, checkpoints, profiles and the names of"
        + " subjects, data sets and folders stay at home.")
public final class ExportModel extends DawsonCommand {

    private static final String ZIP = "zip";

    @Parameter(label = "Model", style = "directory", persist = false,
        description = "Folder of a trained model; it stays as it is.")
    private String model = "";

    @Parameter(label = "Save as", style = "save", persist = false,
        description = "Ends in .zip; without that it is what the model is called.")
    private String out = "";

    @Parameter(label = "Format", choices = {ZIP}, persist = false,
        description = "zip: the model folder without what stays at home.")
    private String format = ZIP;

    @Parameter(label = "Authors", persist = false,
        description = "Who made the model, parted by semicolons. Nobody is named otherwise.")
    private String authors = "";

    @Parameter(label = "License", persist = false, description = "On what terms others may use it, as"
        + " the SPDX list calls them, such as CC-BY-4.0. None is named otherwise.")
    private String license = "";

    @Parameter(persist = false)
    private boolean overwrite;

    @Override
    void execute(Progress progress) {
        required("model", model, "the folder of a trained model");
        Path file = Path.of(required("out", out, "a file name that ends in .zip")).toAbsolutePath();
        List<String> arguments = new ArrayList<>(List.of("export", model.trim(), "--out", file.toString(), "--format",
            format, "--license", license.trim()));
        for (String author : authors.split(";")) {
            if (!author.isBlank()) {
                arguments.addAll(List.of("--author", author.trim()));
            }
        }
        addFlag(arguments, "--overwrite", overwrite);
        Engine.locate().run(arguments, progress).outputLines().forEach(progress::message);
    }
}
