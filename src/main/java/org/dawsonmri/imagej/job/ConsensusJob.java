package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Consensus;
import org.dawsonmri.evaluate.Consensus.ConsensusMethod;
import org.dawsonmri.evaluate.ConsensusFiles;
import org.dawsonmri.evaluate.ConsensusTable;
import org.dawsonmri.imagej.ResultTables;
import org.dawsonmri.imagej.ScoreTables;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.image.ScanNames;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import org.scijava.Context;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One reference of several raters, in ImageJ.
 *
 * @param raters titles of open images, files or folders with semicolons between
 * @param method how
 * @param out file for the labels, with folders of raters a folder; empty to show them only
 * @param table file for the raters' table, empty for none
 * @param existing what happens to results that are there already
 */
public record ConsensusJob(String raters, ConsensusMethod method, String out, String table,
        Existing existing) {

    static final String RATERS = "Dawson Raters";

    /**
     * Decides, writes, shows the raters' table. Blocks until done.
     *
     * @return the consensus, not shown yet; null if it is of folders
     * @throws DawsonException if a rater is missing, the raters do not fit each other or nothing can be written; of
     *         folders, if a scan got no consensus, after all others got theirs
     */
    public ImagePlus run(Context context, Progress progress) {
        List<String> names =
            Arrays.stream(raters.split(";")).map(String::strip).filter(name -> !name.isEmpty()).toList();
        if (names.stream().anyMatch(ScoreTables::isBatch)) {
            ofFolders(names.stream().map(Path::of).toList(), progress);
            return null;
        }
        return ofScan(names, context, progress);
    }

    // -- Helper methods --

    private ImagePlus ofScan(List<String> names, Context context, Progress progress) {
        OutputFiles outputs = new OutputFiles(existing).file(out, Kind.IMAGE).file(table, Kind.TABLE);
        names.forEach(name -> outputs.inputs(OpenScans.source(name)));
        outputs.check();
        try (OpenScans scans = new OpenScans(context, progress)) {
            List<Volume> volumes =
                names.stream().map(name -> scans.volume(name).named(ScanNames.leaf(name))).toList();
            Consensus consensus = Consensus.of(method, volumes, progress);
            if (!out.isEmpty()) {
                NiftiWriter.write(consensus.labels(), Path.of(out), NiftiType.smallestFor(consensus.labels()));
            }
            String name = out.isEmpty() ? "consensus" : ScanNames.stem(out);
            show(ConsensusTable.of(name, consensus.scores()));
            progress.message(consensus.undecided() + " voxels are undecided and background");
            return Images.toImagePlus(consensus.labels());
        }
    }

    private void ofFolders(List<Path> folders, Progress progress) {
        if (out.isEmpty()) {
            throw new DawsonException("'out': is empty; with a folder for each rater, give one for their consensus");
        }
        ConsensusFiles files = new ConsensusFiles(method, GridRule.VOXEL, Path.of(out), null);
        files.declare(new OutputFiles(existing), folders).file(table, Kind.TABLE).check();
        List<ConsensusFiles.Outcome> outcomes = files.run(folders, progress);
        show(ConsensusTable.of(outcomes));
        List<String> problems = outcomes.stream().filter(outcome -> outcome.problem() != null)
            .map(outcome -> outcome.name() + ": " + outcome.problem()).toList();
        if (!problems.isEmpty()) {
            throw new DawsonException(problems.size() + " of " + outcomes.size()
                + " scans got no consensus, the others are in " + out + "; " + String.join("; ", problems));
        }
        progress.message("the consensus of " + outcomes.size() + " scans is in " + out);
    }

    private void show(ConsensusTable rows) {
        if (!table.isEmpty()) {
            rows.write(Path.of(table));
        }
        ResultTables.show(RATERS, ConsensusTable.COLUMNS,
            rows.rows().stream().map(row -> ConsensusTable.COLUMNS.stream().map(row::get).toList()).toList());
    }
}
