package io.cuantovale.local.launcher.check;

import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.config.Setting;
import io.cuantovale.local.launcher.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the ports of all parts can be listened on. */
public final class PortCheck {
    private final Settings settings;
    private final PortHolder holder;

    public PortCheck(Settings settings, PortHolder holder) {
        this.settings = settings;
        this.holder = holder;
    }

    /**
     * Tries every port.
     *
     * @throws CheckFailure naming each taken port, who holds it and the setting to change
     */
    public void run() {
        InetAddress address = bindAddress();
        List<String> taken = new ArrayList<>();
        Map<Integer, Setting> used = new LinkedHashMap<>();
        for (Setting setting : portSettings()) {
            int port = settings.port(setting);
            Setting other = used.put(port, setting);
            if (other != null) {
                taken.add("port " + port + ": both " + other.variable() + " and " + setting.variable()
                        + " (expected: different ports)");
            } else if (!isFree(address, port)) {
                taken.add("port " + port + " (" + setting.meaning() + ") is taken by "
                        + holder.describe(port).orElse("another program, of another user or in a container")
                        + ".\n  Stop that program, or choose another port: " + setting.variable() + "="
                        + (port + 1000) + " ./cuantovale up");
            }
        }
        if (!taken.isEmpty()) {
            throw new CheckFailure(String.join("\n", taken));
        }
    }

    private static List<Setting> portSettings() {
        List<Setting> all = new ArrayList<>();
        for (Part part : Part.values()) {
            all.add(part.portSetting());
        }
        all.add(Settings.GRPC_PORT);
        all.add(Settings.CONTROLLER_PORT);
        return all;
    }

    private InetAddress bindAddress() {
        String text = settings.text(Settings.BIND_ADDRESS);
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new CheckFailure(
                    Settings.BIND_ADDRESS.key() + ": " + text + " (expected: an address of this machine)");
        }
    }

    static boolean isFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
