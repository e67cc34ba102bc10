package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a macro gets wrong ends it with one line that says what, where and what was expected. */
@Tag("slow")
class MacroMistakesTest {

    @TempDir
    private Path dir;

    @BeforeEach
    void writeScans() {
        NiftiWriter.write(Fixtures.scan(Fixtures.oblique(), 1), dir.resolve("my scan.nii.gz"), NiftiType.FLOAT32);
        Volume labels = Fixtures.labels(Fixtures.oblique());
        NiftiWriter.write(labels, dir.resolve("reference.nii"), NiftiType.UINT8);
        NiftiWriter.write(labels, dir.resolve("prediction.nii"), NiftiType.UINT8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Dawson Open Scan...|path=nowhere.nii|'nowhere.nii': is neither a file nor the title of an open image
        Dawson Open Scan...|colour=red|'colour': is no option of Dawson Open Scan...; its options are path
        Dawson Open Scan...|path=[x|macro option 'path': opens with [ and is never closed
        Dawson Save NIfTI...|image=[DIR/my scan.nii.gz]|'out': is empty; give a file name
        Dawson Save NIfTI...|image=[DIR/my scan.nii.gz] out=DIR/x.nii type=int8|'type': expected one of [auto, uint8
        Dawson Save NIfTI...|image=[DIR/my scan.nii.gz] out=DIR/x.nii type=uint8|does not fit uint8
        Dawson Save NIfTI...|image=[DIR/my scan.nii.gz] out=DIR/x.png|expected a name in .nii or .nii.gz
        Dawson Make Sample Data...|subjects=2|'out': is empty; give a folder
        Dawson Make Sample Data...|out=DIR/s subjects=0|'subjects': is 0, expected 1 or more
        Dawson Make Sample Data...|out=DIR/s subjects=abc|'subjects': expected a whole number, found 'abc'
        Dawson Make Sample Data...|out=DIR/s size=3|'size': is 3, expected 16 or more
        Dawson Check Dataset...|data=DIR/none.tsv|none.tsv
        Dawson Check Dataset...|data=DIR grid=wide|'grid': expected one of [voxel, strict], found 'wide'
        Dawson Train Network...|out=DIR/m|'data': is empty
        Dawson Train Network...|data=DIR|'out': is empty; give a folder for the model
        Dawson Train Network...|data=DIR out=DIR/m epochs=1.5|'epochs': expected a whole number, found '1.5'
        Dawson Train Network...|data=DIR out=DIR/m learning_rate=-1|'learning_rate': is -1, expected 0 or more
        Dawson Train Network...|data=DIR out=DIR/m learning_rate=NaN|'learning_rate': is NaN, expected 0 or more
        Dawson Train Network...|data=DIR out=DIR/m precision=float64|'precision': expected one of [auto, float32
        Dawson Train Network...|data=DIR out=DIR/m resume=maybe|'resume': expected true or false, found 'maybe'
        Dawson Train Network...|data=DIR out=DIR/m augmentation=strong|'augmentation': is strong, expected one of none
        Dawson Train Network...|data=DIR out=DIR/m painted_lesions=DIR/none|'painted_lesions': there is no folder DIR/n
        Dawson Train Network...|data=DIR out=DIR/m axes=3|the form: axes is [3], expected one or more of 0, 1 and 2
        Dawson Train Network...|data=DIR out=DIR/m axes=0,1,0|the form: axes is [0, 1, 0], expected one or more of 0, 1 and 2
        Dawson Train Network...|data=DIR out=DIR/m axes=[0 1]|'axes': is 0 1, expected whole numbers with commas between
        Dawson Train Network...|data=DIR out=DIR/m from=DIR/none|'from': there is no folder DIR/none; give the folder
        Dawson Train Network...|data=DIR out=DIR/m config=thesis|thesis: is neither a file nor a protocol; protocols
        Dawson Train Network...|data=DIR out=DIR/m config=DIR/reference.nii|DIR/reference.nii: not a text file
        Dawson Train Network...|data=DIR data=DIR|macro option 'data': is given twice
        Dawson List Networks...|channels=0|'channels': is 0, expected 1 or more
        Dawson List Networks...|classes=two|'classes': expected a whole number, found 'two'
        Dawson Profile...|networks=unet|'out': is empty; give a folder for the results
        Dawson Profile...|networks=unet out=DIR/p repeats=0|'repeats': is 0, expected 1 or more
        Dawson Profile...|networks=vnet out=DIR/p|unknown network 'vnet'
        Dawson Compare Profiles...|out=DIR/p|'profiles': is empty; give folders
        Dawson Compare Profiles...|out=DIR/p profiles=DIR|DIR: holds no profile
        Dawson Segment...|scan=[DIR/my scan.nii.gz]|'model': is empty
        Dawson Segment...|scan=[DIR/my scan.nii.gz] model=DIR|is no model, since it holds no dawson.json
        Dawson Segment...|scan=[DIR/my scan.nii.gz] model=[DIR/a; DIR]|DIR/a: is no model, since it holds no dawson.json
        Dawson Segment...|scan=[DIR/my scan.nii.gz] model=;|'model': is empty
        Dawson Segment...|scan=x model=DIR flips=often|'flips': expected true or false, found 'often'
        Dawson Segment...|model=DIR|'scan': is empty
        Dawson Segment...|scan=x model=DIR min_size=-2|'min_size': is -2, expected 0 or more
        Dawson Segment...|model=DIR data=DIR|'out': is empty; give a folder for the results
        Dawson Segment...|scan=x model=DIR opacity=1.5|'opacity': is 1.5, expected 0 to 1
        Dawson Segment...|scan=x model=DIR heat=often|'heat': expected true or false, found 'often'
        Dawson Overlay...|labels=DIR/reference.nii|'scan': is empty; give the title of an open image
        Dawson Overlay...|scan=x|'labels': is empty; give labels, probabilities, or both
        Dawson Overlay...|scan=x labels=DIR/reference.nii|'scan': no open image has the title 'x'
        Dawson Overlay...|scan=x labels=DIR/reference.nii opacity=-1|'opacity': is -1, expected 0 to 1
        Dawson Overlay...|scan=x labels=DIR/reference.nii opacity=half|'opacity': expected a number, found 'half'
        Dawson Overlay...|scan=x labels=DIR/reference.nii name=[]|'name': is empty
        Dawson Lesion Table...|out=DIR/x.csv|'labels': is empty
        Dawson Lesion Table...|labels=DIR/gone.nii|'DIR/gone.nii': is neither a file
        Dawson Lesion Table...|labels=DIR/reference.nii connectivity=8|'connectivity': expected one of [6, 18, 26]
        Dawson Lesion Table...|labels=DIR/reference.nii min_size=-2|'min_size': is -2, expected 0 or more
        Dawson Lesion Table...|labels=DIR/reference.nii scans=[A=x, A=y]|'scans': names A twice
        Dawson Lesion Table...|labels=DIR/reference.nii scans=[x, A=y]|'scans': 'x' has no name
        Dawson Lesion Table...|labels=DIR/reference.nii out=DIR/reference.nii/x.csv|reference.nii is a file
        Dawson Lesion Table...|labels=[DIR/my scan.nii.gz]|where labels are whole numbers
        Dawson Evaluate...|reference=DIR/reference.nii|'prediction': is empty
        Dawson Evaluate...|reference=DIR/reference.nii prediction=DIR/p.nii|'DIR/p.nii': is neither a file
        Dawson Evaluate...|reference=DIR/reference.nii prediction=DIR/prediction.nii out=DIR|is a folder
        Dawson Evaluate...|reference=DIR/reference.nii prediction=DIR/prediction.nii report=DIR|is a folder
        Dawson Evaluate...|reference=DIR/reference.nii prediction=DIR/prediction.nii scores=best|scores 'best' do not
        Dawson Evaluate...|reference=DIR/reference.nii prediction=DIR/prediction.nii scan=gone|'gone': is neither a
        Dawson Compare...|reference=DIR/reference.nii predictions=[a=x; b=y]|'out': is empty; give a folder
        Dawson Compare...|reference=DIR out=DIR/o|'predictions or tables': is empty; give two or more sets
        Dawson Compare...|reference=DIR out=DIR/o predictions=[a=DIR; DIR]|'predictions': found 'DIR', expected NAME=
        Dawson Compare...|out=DIR/o predictions=[a=DIR; b=DIR]|predictions need a reference
        Dawson Compare...|out=DIR/o tables=[a=DIR/none.csv; b=DIR/none.csv]|none.csv: cannot be read as a table
        """)
    void wrongValuesStopTheMacroWithOneLine(String command, String options, String expected) {
        Outcome outcome = run("run(\"" + command + "\", \"" + options + "\"); return \"went on\";");
        assertTrue(outcome.error() != null && outcome.error().contains(expected.replace("DIR", dir.toString())),
            outcome.error());
        assertFalse(outcome.error().contains("\n"));
        assertFalse("went on".equals(outcome.returned()));
        assertFalse(Files.exists(dir.resolve("x.nii")));
    }

    private Outcome run(String macro) {
        return ImageJMenu.run(macro.replace("DIR", dir.toString()), "");
    }
}
