package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.Activation;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of weights that the papers and their programs print, or that follow from their layer tables. */
class NetworkSizeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        unet-keras       | 1 | 1 | 31031685 | 0
        unet-keras       | 3 | 1 | 31032837 | 0
        unet-eddl        | 1 | 1 | 31045387 | 13702
        unet-eddl        | 3 | 1 | 31046539 | 13702
        unet-ronneberger | 1 | 1 | 31030658 | 0
        unet-ronneberger | 3 | 1 | 31031810 | 0
        smallunet        | 1 | 1 | 1211329  | 2304
        smallunet        | 1 | 2 | 1211907  | 2304
        smallunet        | 1 | 3 | 1212196  | 2304
        smallunet        | 3 | 3 | 1212772  | 2304
        unet-neuropoly   | 1 | 1 | 19590529 | 9728
        unet-neuropoly   | 1 | 2 | 19591683 | 9728
        unet-neuropoly   | 1 | 3 | 19592260 | 9728
        double-unet      | 1 | 1 | 29288546 | 7296
        double-unet      | 3 | 1 | 29290274 | 7296
        segnet           | 1 | 1 | 29442433 | 15872
        segnet           | 1 | 2 | 29443587 | 15872
        segnet           | 1 | 3 | 29444164 | 15872
        segnet           | 3 | 11 | 29449932 | 15872
        nopool-aspp      | 1 | 1 | 500161   | 2816
        nopool-aspp      | 1 | 2 | 500419   | 2816
        nopool-aspp      | 1 | 3 | 500548   | 2816
        nopool-aspp-32   | 1 | 1 | 126177   | 1408
        cascade-valverde | 1 | 1 | 188194   | 192
        cascade-valverde | 2 | 1 | 189058   | 192
        cascade-valverde | 3 | 1 | 189922   | 192
        cascade-valverde | 4 | 1 | 190786   | 192
        cascade-seed1    | 1 | 1 | 188290   | 192
        cascade-seed1    | 2 | 1 | 189154   | 192
        cascade-seed1    | 3 | 1 | 190018   | 192
        cascade-seed1-eddl | 3 | 1 | 189569 | 0
        cascade-nicmslesions | 1 | 1 | 469218 | 384
        cascade-nicmslesions | 2 | 1 | 470082 | 384
        cascade-nicmslesions | 3 | 1 | 470946 | 384
        cascade-nicmslesions | 4 | 1 | 471810 | 384
        cascade-fcn      | 2 | 1 | 189058   | 192
        cascade-fcn      | 2 | 2 | 189315   | 192
        """)
    void equalsThePublishedOne(String name, int channels, int classes, long trainable, long nonTrainable) {
        assertEquals(new NetworkSize(trainable, nonTrainable),
            NetworkSize.of(Networks.create(name), channels, classes));
    }

    /** PyEDDL prints one number: all of these and 640 biases of the ten convolutions without, which no layer adds. */
    @ParameterizedTest
    @CsvSource({"1, 29299554, 29318498", "3, 29301282, 29320226"})
    void ofThePyeddlDoubleUnet(int channels, long trainable, long printed) {
        NetworkSize size = NetworkSize.of(Networks.create("double-unet",
            JsonParser.parseString("{\"variant\": \"EDDL\"}").getAsJsonObject()), channels, 1);
        assertEquals(new NetworkSize(trainable, 18304), size);
        assertEquals(printed, size.trainable() + size.nonTrainable() + 10 * 64);
    }

    @Test
    void ofTheTextsUnet() {
        assertEquals(new NetworkSize(31045385, 13700),
            NetworkSize.of(Networks.create("unet-keras", JsonParser.parseString("{\"variant\": \"TEXT\"}")
                .getAsJsonObject()), 1, 1));
    }

    @Test
    void staysWithOptionsThatOnlyChangeTheWiring() {
        assertEquals(new NetworkSize(29288546, 7296),
            NetworkSize.of(new DoubleUnet(64, DoubleUnet.Output.BOTH, DoubleUnet.Variant.KERAS), 1, 1));
        assertEquals(new NetworkSize(126177, 1408),
            NetworkSize.of(new NoPoolAspp(32, 0.4, 0.1, NoPoolAspp.Layout.PERONE, Activation.SIGMOID), 1, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        unet-keras       | {"base_filters": 0}    | base_filters is 0, expected 1 to 1024
        unet-eddl        | {"variant": "TORCH"}   | variant is unknown, expected one of KERAS, EDDL, TEXT
        unet-ronneberger | {"depth": 9}           | depth is 9, expected 1 to 6
        smallunet        | {"dropout": 1}         | dropout is 1.0, expected 0 up to, not including, 1
        segnet           | {"momentum": -0.1}     | momentum is -0.1, expected 0 up to, not including, 1
        double-unet      | {"output": "OUTPUT1"}  | output is unknown, expected one of OUTPUT2, BOTH
        double-unet      | {"variant": "TEXT"}    | variant is unknown, expected one of KERAS, EDDL
        nopool-aspp      | {"filters": 2000}      | filters is 2000, expected 1 to 1024
        cascade-valverde | {"patch": 3}           | patch is 3, expected 4 to 65
        cascade-fcn      | {"patch": 12}          | patch is 12, expected an odd number
        cascade-seed1    | {"units": 0}           | units is 0, expected 4 to 8192
        unet3d           | {"depth": 9}           | depth is 9, expected 1 to 6
        nopool-aspp      | {"layout": "KERAS"}    | layout is unknown, expected one of NEUROPOLY, PERONE
        nopool-aspp-32   | {"activation": "RELU"} | activation is unknown, expected one of SOFTMAX, SIGMOID
        """)
    void isRefusedForOptionsThatMakeNoNetwork(String name, String options, String message) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> Networks.create(name, JsonParser.parseString(options).getAsJsonObject()));
        assertTrue(e.getMessage().endsWith(message) && e.getMessage().contains(name), e.getMessage());
    }
}
