package io.cuantovale.local.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.config.Setting;
import io.cuantovale.local.launcher.config.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
    @TempDir
    Path root;

    @Test
    void aTakenPortIsNamedWithItsHolderAndTheSettingToChange() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> env = freePorts();
            env.put("CUANTOVALE_GATEWAY_PORT", Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> new PortCheck(Settings.load(root, env), new PortHolder()).run())
                    .isInstanceOf(CheckFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (port of gateway) is taken by process "
                            + ProcessHandle.current().pid() + " (")
                    .hasMessageContaining(
                            "CUANTOVALE_GATEWAY_PORT=" + (taken.getLocalPort() + 1000) + " ./cuantovale up");
        }
    }

    @Test
    void onePortForTwoPartsIsNamed() throws Exception {
        Map<String, String> env = freePorts();
        env.put("CUANTOVALE_SCRAPER_PORT", env.get("CUANTOVALE_GATEWAY_PORT"));
        assertThatThrownBy(() -> new PortCheck(Settings.load(root, env), new PortHolder()).run())
                .hasMessageContaining("both CUANTOVALE_SCRAPER_PORT and CUANTOVALE_GATEWAY_PORT");
    }

    @Test
    void freePortsPass() throws Exception {
        Settings settings = Settings.load(root, freePorts());
        assertThatCode(() -> new PortCheck(settings, new PortHolder()).run()).doesNotThrowAnyException();
    }

    @Test
    void tooLittleDiskIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> DiskCheck.require(Path.of("/small"), 1_500_000_000L, 3))
                .hasMessageContaining("free disk at /small: 1.5 GB (expected: 3 GB or more)")
                .hasMessageContaining("CUANTOVALE_HOME");
        assertThat(DiskCheck.require(Path.of("/big"), 5_000_000_000L, 3)).isEqualTo(5_000_000_000L);
    }

    private static Map<String, String> freePorts() throws Exception {
        List<Setting> settings = new ArrayList<>();
        for (Part part : Part.values()) {
            settings.add(part.portSetting());
        }
        settings.add(Settings.GRPC_PORT);
        settings.add(Settings.CONTROLLER_PORT);
        Map<String, String> env = new HashMap<>();
        List<ServerSocket> sockets = new ArrayList<>();
        for (Setting setting : settings) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            env.put(setting.variable(), Integer.toString(socket.getLocalPort()));
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return env;
    }
}
