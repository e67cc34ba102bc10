package org.dawsonmri.evaluate.consensus;

/** How several raters' label maps become one. */
public enum ConsensusMethod {

    /** The label that most raters give; where two have equally many votes, the background. */
    MAJORITY,

    /** The most probable label, with raters weighted by how reliable they are, see {@link Staple}. */
    STAPLE
}
