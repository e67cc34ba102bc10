package org.dawsonmri.evaluate.score;

/**
 * Surface distances as Anima's tool of MICCAI 2016 defines them. Its Hausdorff distance is ITK's, of whole masks: from
 * each voxel of one mask to the nearest voxel of the other, which is 0 wherever they overlap. A hole in one mask hardly
 * counts there, while the border around the hole counts much in MedPy's. All else is measured between face-connected
 * borders and equals MedPy's.
 *
 * <p>NB: Anima itself does not reset the running minimum between border points, so average distances that it printed
 * are too low; here they are what it means to compute.
 *
 * @param hausdorff the largest distance in mm
 * @param borders distances between the borders
 */
record MaskDistances(double hausdorff, SurfaceDistances borders) implements SurfaceMeasurement {

    /** @throws IllegalStateException unless the status is {@link Status#OK} */
    static MaskDistances of(LabelPair pair) {
        SurfaceDistances borders = SurfaceDistances.of(pair);
        return new MaskDistances(SurfaceDistances.between(pair.reference(), pair.predicted(),
            pair.grid().spacingMm()).percentile(100), borders);
    }

    @Override
    public double percentile(double percent) {
        return percent == 100 ? hausdorff : borders.percentile(percent);
    }

    @Override
    public double meanFromPredicted() {
        return borders.meanFromPredicted();
    }

    @Override
    public double meanFromReference() {
        return borders.meanFromReference();
    }

    @Override
    public double mean() {
        return borders.mean();
    }

    @Override
    public double within(double tolerance) {
        return borders.within(tolerance);
    }
}
