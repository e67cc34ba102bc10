package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** {@code dawson weights export} and {@code dawson weights import}. */
@Command(name = "weights", mixinStandardHelpOptions = true,
    description = "Takes a model's weights out as NumPy's .npz, or makes a model with other weights.",
    subcommands = {Weights.Export.class, Weights.Import.class})
final class Weights implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Only reached without export or import. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing subcommand");
    }

    /** {@code dawson weights export}. */
    @Command(name = "export", description = "Writes the weights that a model segments with to a .npz file.")
    static final class Export extends Subcommand {

        @Option(names = "--model", required = true, paramLabel = "MODEL", description = "Folder of a trained model.")
        private Path model;

        @Option(names = "--out", required = true, paramLabel = "FILE.npz", description = "File to write.")
        private Path out;

        @Mixin
        private OverwriteOption overwrite;

        @Override
        int run(Progress progress) {
            ModelFolder folder = new ModelFolder(model);
            overwrite.outputs().inputs(folder.files()).file(out, Kind.WEIGHTS).check();
            ModelWeights.exportTo(out, folder);
            out().println(out + ": weights of " + model);
            return DONE;
        }
    }

    /** {@code dawson weights import}. */
    @Command(name = "import", description = "Makes a model that has the network, channels and classes of MODEL and the"
        + " weights of a .npz file.")
    static final class Import extends Subcommand {

        @Option(names = "--model", required = true, paramLabel = "MODEL",
            description = "Folder of a model; it stays as it is.")
        private Path model;

        @Option(names = "--weights", required = true, paramLabel = "FILE.npz",
            description = "Weights with the names and shapes of 'dawson weights export'.")
        private Path weights;

        @Option(names = "--out", required = true, paramLabel = "MODEL2", description = "Folder to make for the model.")
        private Path out;

        @Override
        int run(Progress progress) {
            ModelWeights.importFrom(weights, new ModelFolder(model), out);
            out().println(out + ": " + model + " with the weights of " + weights);
            return DONE;
        }
    }
}
