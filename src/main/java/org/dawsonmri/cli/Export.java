package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.model.Credits;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.export.ExportFormats;
import org.dawsonmri.model.export.ExportedFile;
import org.dawsonmri.model.export.ExportedModel;
import org.dawsonmri.model.export.ModelExport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson export}. */
@Command(name = "export", description = {
    "Makes one file of a trained model, to be passed on, and lists what is in it.",
    "Pictures, checkpoints, profiles and TensorBoard files stay at home, and so do the names of subjects, data sets and"
        + " folders. Unpacked, 'dawson segment' takes it."})
final class Export extends Subcommand {

    @Parameters(paramLabel = "MODEL", description = "Folder of a trained model; it stays as it is.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE",
        description = "File to write. Its name, without .zip, is what the model is called in rdf.yaml.")
    private Path out;

    @Option(names = "--format", defaultValue = "zip", paramLabel = "NAME",
        description = "zip (default): the model folder without what stays at home.")
    private String format;

    @Option(names = "--author", paramLabel = "NAME",
        description = "Who made the model, once for each; goes into rdf.yaml. Nobody is named otherwise.")
    private List<String> authors = List.of();

    @Option(names = "--license", defaultValue = "", paramLabel = "SPDX",
        description = "On what terms others may use it,"
        + " such as CC-BY-4.0; goes into rdf.yaml. None is named otherwise.")
    private String license;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        Credits credits = new Credits(authors, license);
        ExportedModel exported =
            ModelExport.write(new ModelFolder(model), out, ExportFormats.of(format), credits,
                overwrite.existing() == Existing.OVERWRITE, progress);
        if (json.wanted()) {
            printJson(toJson(exported));
        } else {
            exported.files().forEach(f -> out().println(String.format(Locale.ROOT, "%,15d  %s", f.bytes(), f.name())));
            out().println("left out: " + (exported.leftOut().isEmpty() ? "nothing" : String.join(", ",
                exported.leftOut())));
            out().println(out + ": " + model + (credits.equals(Credits.NONE)
                ? ", without author and license (--author, --license)" : ""));
        }
        return DONE;
    }

    private Map<String, Object> toJson(ExportedModel exported) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("out", out.toString());
        object.put("format", format);
        object.put("files", exported.files().stream().map(Export::toJson).toList());
        object.put("left_out", exported.leftOut());
        return object;
    }

    private static Map<String, Object> toJson(ExportedFile file) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", file.name());
        object.put("bytes", file.bytes());
        object.put("sha256", file.sha256());
        return object;
    }
}
