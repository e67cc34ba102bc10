package org.dawsonmri.nifti;

import java.nio.ByteOrder;

/**
 * What a header says, in the same words for NIfTI-1, NIfTI-2 and Analyze 7.5. Checked: the type is one of the
 * standard, {@code bitpix} agrees with it, and every dimension is at least 1.
 *
 * @param format which of the three headers it is
 * @param order byte order of header and voxels
 * @param shape one to seven dimensions, x fastest; the first three are space
 * @param datatype kind of voxels
 * @param voxOffset where the voxels begin, in bytes from the start of the file that holds them
 * @param slope values are {@code slope × stored + intercept}; 1 when the header asks for no scaling
 * @param intercept see {@code slope}; 0 when the header asks for no scaling
 * @param pixdim the header's eight {@code pixdim} numbers as they are; {@code pixdim[0]} is qfac
 * @param qformCode 0 for no qform
 * @param quaternion b, c and d of the qform's rotation
 * @param qoffset where the qform puts the first voxel
 * @param sformCode 0 for no sform
 * @param srow the sform: three rows of four numbers
 * @param units the byte {@code xyzt_units}
 * @param description the header's {@code descrip}, often which program wrote it
 */
public record NiftiHeader(Format format, ByteOrder order, long[] shape, Datatype datatype, long voxOffset,
                          double slope, double intercept, double[] pixdim, int qformCode, double[] quaternion,
                          double[] qoffset, int sformCode, double[] srow, int units, String description) {

    /** The three kinds of header. */
    public enum Format {
        ANALYZE("Analyze 7.5"), NIFTI1("NIfTI-1"), NIFTI2("NIfTI-2");

        private final String label;

        Format(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Size of dimension {@code axis} (0 for x); 1 for those the header does not have. */
    public long size(int axis) {
        return axis < shape.length ? shape[axis] : 1;
    }

    /** Voxels of one frame: the product of the first three dimensions; never overflows in a parsed header. */
    public long frameVoxels() {
        return size(0) * size(1) * size(2);
    }

    /** The product of dimensions four to seven. */
    public long frames() {
        return size(3) * size(4) * size(5) * size(6);
    }

    /** Bytes of all voxels; never overflows in a parsed header. */
    public long dataBytes() {
        return frameVoxels() * frames() * datatype.bytes();
    }
}
