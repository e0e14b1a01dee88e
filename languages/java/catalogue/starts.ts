/** Where programs begin that have no `main` of their own: plugins, web applications, desktop applications. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { methods } from './shared.ts';

export const startsFamily: Family = {
  id: 'java.starts',
  language: 'java',
  checkedAgainst: [],
  starts: [
    ...methods('org.springframework.boot#CommandLineRunner', 'run'),
    ...methods('org.springframework.boot#ApplicationRunner', 'run'),
    ...methods('javax.servlet#ServletContextListener', 'contextInitialized'),
    ...methods('jakarta.servlet#ServletContextListener', 'contextInitialized'),
    ...methods('javafx.application#Application', 'init start'),
    ...methods('android.app#Application', 'onCreate'),
    ...methods('org.eclipse.equinox.app#IApplication', 'start'),
    ...methods('org.osgi.framework#BundleActivator', 'start'),
    ...methods('org.eclipse.core.runtime#Plugin', 'start startup'),
    ...methods('org.eclipse.ui.plugin#AbstractUIPlugin', 'start startup'),
    ...methods('org.bukkit.plugin.java#JavaPlugin', 'onLoad onEnable'),
    ...methods('net.md_5.bungee.api.plugin#Plugin', 'onLoad onEnable'),
    ...methods('net.fabricmc.api#ModInitializer', 'onInitialize'),
    ...methods('net.fabricmc.api#ClientModInitializer', 'onInitializeClient'),
    ...methods('net.fabricmc.api#DedicatedServerModInitializer', 'onInitializeServer'),
  ],
  runners: { 'org.apache.hadoop.util#Tool::run': ['org.apache.hadoop.util#ToolRunner.run'] },
};
