// One line for each command: docs/reference/commands.md shows it, and tests run it on small data with another folder in
// the place of /mri. A line that begins with four spaces prepares the one below.
run("Dawson Install Engine...", "source=/mri/engine folder=/mri/new/engine");
run("Dawson Check Engine...", "");
run("Dawson Open Scan...", "path=/mri/scans/FLAIR.nii.gz");
run("Dawson Save NIfTI...", "image=/mri/scans/FLAIR.nii.gz out=/mri/new/copy.nii.gz type=float32");
run("Dawson Make Sample Data...", "out=/mri/new/sample subjects=3 size=24 seed=1");
run("Dawson Check Dataset...", "data=/mri/data/dataset.tsv grid=voxel");
run("Dawson Split Dataset...", "data=/mri/data/dataset.tsv way=[leave one out] validate=true out=/mri/new/split");
run("Dawson List Networks...", "channels=3 classes=1");
run("Dawson Preview Augmentation...", "data=/mri/data/dataset.tsv augmentation=mri out=/mri/new/augmentation.png");
run("Dawson Label...", "scan=/mri/scans/FLAIR.nii.gz source=mask file=/mri/results/lesions.nii.gz class_name=lesion out=/mri/new/labels.nii.gz");
run("Dawson Labels to Regions...", "labels=/mri/results/lesions.nii.gz target=file out=/mri/new/regions.zip");
run("Dawson Train on Open Images...", "scan=/mri/scans/FLAIR.nii.gz labels=/mri/results/lesions.nii.gz modality=FLAIR out=/mri/new/model config=/mri/config.json epochs=2");
run("Dawson Suggest Slices...", "scan=/mri/scans/FLAIR.nii.gz model=/mri/models/lesions count=5 out=/mri/new/slices.csv");
run("Dawson Train Network...", "data=/mri/data/dataset.tsv out=/mri/new/model config=/mri/config.json epochs=2 precision=float32 seed=1");
run("Dawson Train Cascade...", "data=/mri/data/dataset.tsv channels=FLAIR out=/mri/new/cascade epochs=1 precision=float32");
run("Dawson Segment...", "scan=/mri/scans/FLAIR.nii.gz model=/mri/models/lesions out=/mri/new/lesions.nii.gz min_size=3");
run("Dawson Export Model...", "model=/mri/models/lesions out=/mri/new/lesions.zip license=CC-BY-4.0");
    run("Dawson Open Scan...", "path=/mri/scans/FLAIR.nii.gz");
run("Dawson Overlay...", "scan=FLAIR.nii.gz labels=/mri/results/lesions.nii.gz opacity=0.4");
run("Dawson Lesion Table...", "labels=/mri/results/lesions.nii.gz scans=[FLAIR=/mri/scans/FLAIR.nii.gz] out=/mri/new/lesions.csv");
run("Dawson Evaluate...", "reference=/mri/data/sub-01/lesions.nii.gz prediction=/mri/results/lesions.nii.gz out=/mri/new/scores.csv");
run("Dawson Consensus...", "raters=[/mri/data/sub-01/lesions.nii.gz; /mri/results/lesions.nii.gz] method=staple out=/mri/new/consensus.nii.gz table=/mri/new/raters.csv");
run("Dawson Compare...", "reference=/mri/data/dataset.tsv predictions=[A=/mri/results/a; B=/mri/results/b] out=/mri/new/comparison");
run("Dawson Profile...", "networks=smallunet pixels=32 batch_size=1 epochs=1 steps=2 out=/mri/new/profile");
run("Dawson Compare Profiles...", "profiles=[A=/mri/models/lesions; B=/mri/models/lesions] out=/mri/new/profiles");
