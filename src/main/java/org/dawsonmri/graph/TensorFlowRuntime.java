package org.dawsonmri.graph;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListMemoryBytes;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import org.dawsonmri.DawsonException;

import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;

import java.util.ArrayList;
import java.util.List;

/**
 * The TensorFlow that is loaded, and what it can compute on.
 *
 * @param version such as 2.18.0
 * @param devices in TensorFlow's order
 */
public record TensorFlowRuntime(String version, List<Device> devices) {

    /**
     * One device.
     *
     * @param name TensorFlow's own
     * @param type CPU or GPU
     * @param memoryBytes what TensorFlow may take of its memory
     */
    public record Device(String name, String type, long memoryBytes) {
    }

    /** Loads TensorFlow and asks it. @throws DawsonException if it cannot open a session */
    public static TensorFlowRuntime current() {
        String version = TensorFlowLibrary.load();
        try (PointerScope scope = new PointerScope()) {
            TF_Status status = TF_Status.newStatus();
            TF_Graph graph = TF_Graph.newGraph();
            TF_Session session = TF_Session.newSession(graph, TF_SessionOptions.newSessionOptions(), status);
            require(status);
            TF_DeviceList list = TF_SessionListDevices(session, status);
            require(status);
            try {
                return new TensorFlowRuntime(version, devices(list, status));
            } finally {
                TF_DeleteDeviceList(list);
            }
        }
    }

    private static List<Device> devices(TF_DeviceList list, TF_Status status) {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < TF_DeviceListCount(list); i++) {
            Device device = new Device(TF_DeviceListName(list, i, status).getString(),
                TF_DeviceListType(list, i, status).getString(), TF_DeviceListMemoryBytes(list, i, status));
            require(status);
            devices.add(device);
        }
        return devices;
    }

    private static void require(TF_Status status) {
        try {
            status.throwExceptionIfNotOK();
        } catch (RuntimeException e) {
            throw new DawsonException("TensorFlow cannot list its devices: " + e.getMessage(), e);
        }
    }
}
