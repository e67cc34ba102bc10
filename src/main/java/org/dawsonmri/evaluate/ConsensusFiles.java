package org.dawsonmri.evaluate;

import org.dawsonmri.Attempts;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.CaseFinder.RatedCase;
import org.dawsonmri.evaluate.Consensus.ConsensusMethod;
import org.dawsonmri.evaluate.ConsensusTable.RaterScore;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes consensus label maps of files, or of folders with one file for each scan.
 *
 * @param method how
 * @param grid which raters lie in one grid
 * @param out file for the labels, or folder for them; its folders are made
 * @param probabilities file or folder for the probabilities, one frame for each class; null for none
 */
public record ConsensusFiles(ConsensusMethod method, GridRule grid, Path out, Path probabilities) {

    /**
     * What became of one scan.
     *
     * @param name its name
     * @param file the file with the consensus, null if there is none
     * @param scores how the raters agree with it
     * @param undecided voxels without a decision, which are background
     * @param iterations STAPLE's, 0 for a majority vote
     * @param problem why there is no consensus, null if there is
     */
    public record Outcome(String name, Path file, List<RaterScore> scores, long undecided, int iterations,
        String problem) { }

    /** Adds what {@link #run} is going to read and write. @throws DawsonException as there, of the raters */
    public OutputFiles declare(OutputFiles outputs, List<Path> raters) {
        outputs.inputs(raters);
        if (!areFolders(raters)) {
            return outputs.file(out, Kind.IMAGE).file(probabilities, Kind.IMAGE);
        }
        List<RatedCase> cases = CaseFinder.ofRaters(raters);
        cases.forEach(each -> outputs.inputs(each.files()));
        List<String> names = cases.stream().filter(each -> each.problem() == null).map(ConsensusFiles::fileName)
            .toList();
        return outputs.results(out, names, Kind.IMAGE).results(probabilities, names, Kind.IMAGE);
    }

    /**
     * Reads, decides and writes; blocks until done. Of folders, a scan that has no consensus is an outcome with a
     * problem and the others still run; of files it is thrown.
     *
     * @param raters one file for each rater, or one folder for each
     * @throws DawsonException if there is nothing to do or the one scan's files cannot be used
     */
    public List<Outcome> run(List<Path> raters, Progress progress) {
        if (!areFolders(raters)) {
            String name = FileName.stem(out);
            return List.of(decide(name, raters, names(raters), out, probabilities, progress));
        }
        List<RatedCase> cases = CaseFinder.ofRaters(raters);
        List<Outcome> outcomes = new ArrayList<>();
        for (RatedCase each : cases) {
            outcomes.add(tryDecide(each, names(raters), progress));
            progress.update(outcomes.size(), cases.size(), "cases");
        }
        return outcomes;
    }

    private static boolean areFolders(List<Path> raters) {
        if (raters.size() < 2) {
            throw new DawsonException("a consensus needs the label maps of 2 raters or more, found " + raters.size());
        }
        long folders = raters.stream().filter(Files::isDirectory).count();
        if (folders > 0 && folders < raters.size()) {
            throw new DawsonException("raters " + raters + ": some are files and some are folders; give one file for"
                + " each rater, or one folder for each");
        }
        return folders > 0;
    }

    private Outcome tryDecide(RatedCase each, List<String> raters, Progress progress) {
        if (each.problem() != null) {
            return failed(each.name(), each.problem());
        }
        String file = fileName(each);
        return Attempts.attempt(each.files(), () -> decide(each.name(), each.files(), raters, out.resolve(file),
            probabilities == null ? null : probabilities.resolve(file), progress),
            reason -> failed(each.name(), reason));
    }

    private Outcome decide(String name, List<Path> files, List<String> raters, Path labels, Path maps,
            Progress progress) {
        progress.checkCancelled();
        List<Volume> volumes = IntStream.range(0, files.size())
            .mapToObj(i -> NiftiReader.read(files.get(i), progress).named(raters.get(i))).toList();
        Consensus consensus = Consensus.of(method, volumes, grid, progress);
        NiftiWriter.write(consensus.labels(), labels, NiftiType.smallestFor(consensus.labels()));
        if (maps != null && !consensus.probabilities().isEmpty()) {
            NiftiWriter.write(consensus.probabilities(), maps, NiftiType.FLOAT32);
        }
        return new Outcome(name, labels, consensus.scores(), consensus.undecided(), consensus.iterations(), null);
    }

    private static String fileName(RatedCase rated) {
        return rated.name() + ".nii.gz";
    }

    private static Outcome failed(String name, String problem) {
        return new Outcome(name, null, List.of(), 0, 0, problem);
    }

    /** The last parts of the paths, or the whole paths if these are not different. */
    private static List<String> names(List<Path> paths) {
        List<String> last = paths.stream().map(FileName::of)
            .toList();
        return new HashSet<>(last).size() == last.size() ? last : paths.stream().map(Path::toString).toList();
    }
}
